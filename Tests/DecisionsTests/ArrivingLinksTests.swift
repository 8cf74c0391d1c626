import Testing

@testable import Decisions

struct ArrivingLinksTests {
  /// What leads out of the folder leads to the same place from the new one; what comes along, addresses and code stay.
  @Test(
    arguments: [
      (
        "See ![p](../img/p.png) and [a](../../src/a.c#L3).",
        "See ![p](../../doc/img/p.png) and [a](../../src/a.c#L3)."
      ),
      ("[ref]: ../img/r.png \"t\"\n", "[ref]: ../../doc/img/r.png \"t\"\n"),
      ("[x](<../my img/p.png>)", "[x](<../../doc/my img/p.png>)"),
      ("[![i](i.png)](two.md#a)", "[![i](../../doc/adr/i.png)](0002-two.md#a)"),
      ("[x](../img/)", "[x](../../doc/img/)"),
      ("[w](../wiki/a_(b).md)", "[w](../../doc/wiki/a_(b).md)"),
      ("[a](#top) [b](https://example.org/../x) [c](/etc/x) [d](mailto:a@example.org)", nil),
      ("`[a](../x.md)` ``[a](../`x.md)``", nil), ("```\n[a](../x.md)\n```\n", nil),
      ("Text\n\n    [a](../x.md)\n", nil), ("[^1]: ../x is a note", nil),
      ("---\nx: [a](../x.md)\n---\n", nil),
      ("- item\n\n    [a](../x.md)\n", "- item\n\n    [a](../../doc/x.md)\n"),
    ] as [(String, String?)]) func whatLeadsOutLeadsToTheSame(_ text: String, _ expected: String?)
  {
    let rebased = ArrivingLinks.rebased(
      Array(text.utf8), from: Array("/p/doc/adr".utf8), to: Array("/p/history/adr".utf8),
      moved: [Array("p/doc/adr/two.md".utf8): Array("p/history/adr/0002-two.md".utf8)])
    #expect(String(decoding: rebased, as: UTF8.self) == expected ?? text)
  }
}
