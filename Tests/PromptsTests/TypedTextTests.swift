import Testing

@testable import Prompts

@Suite struct TypedTextTests {
  @Test(arguments: [
    ("fix it", TypedText.Kind.words, "fix it"), ("  fix\n", .words, "  fix\n"),
    ("<command-name>/r</command-name>", .command("/r"), "/r"),
    (
      "<command-message>r</command-message><command-name>r</command-name><command-args>1</command-args>",
      .command("/r"), "/r 1"
    ),
    ("<bash-input>ls</bash-input>", .shell, "!ls"), ("[Request interrupted by user]", .interruption, ""),
    ("<bash-stdout>x</bash-stdout>", .injected, ""), ("", .injected, ""),
    ("<system-reminder>x</system-reminder>\n<command-name>/r</command-name>", .command("/r"), "/r"),
    ("why <bash-input>?", .words, "why <bash-input>?"),
    ("<command-name> is what?", .words, "<command-name> is what?"),
  ])
  func takesAMessageApart(_ message: String, _ kind: TypedText.Kind, _ text: String) {
    let typed = TypedText(Array(message.utf8))
    #expect(typed.kind == kind)
    #expect(String(decoding: typed.text, as: UTF8.self) == text)
  }

  @Test func theInjectedPartIsMeasured() {
    #expect(TypedText(Array("<system-reminder>x</system-reminder>fix".utf8)).injected == 36)
    #expect(TypedText(Array("fix".utf8)).injected == 0)
  }
}
