import Platform
import Testing

@Suite struct PathTests {
  @Test(arguments: [
    ("/a/b", "b", "/a"), ("a", "a", "."), ("/a", "a", "/"), ("/", "/", "/"), ("a/b//", "b", "a"),
    ("//a//b", "b", "//a"), ("", "", "."), ("..", "..", "."),
  ])
  func partsOf(_ path: Path, name: String, parent: Path) {
    #expect(path.name == name)
    #expect(path.parent == parent)
  }

  @Test(arguments: [
    ("a", "b", "a/b"), ("a/", "b", "a/b"), ("", "b", "b"), ("a", "/b", "/b"), ("/", "b", "/b"),
  ])
  func joins(_ path: Path, _ component: String, joined: Path) {
    #expect(path / component == joined)
  }

  @Test(arguments: [
    ("b/./c", "/a", "/a/b/c"), ("../../../x", "/a", "/x"), ("/a//b/../c/", "/z", "/a/c"), (".", "/a", "/a"),
    ("..", "/", "/"),
  ])
  func resolvesBySpelling(_ path: Path, _ directory: Path, absolute: Path) {
    #expect(path.absolute(in: directory) == absolute)
  }

  @Test(
    arguments: [
      ("/a/b/c", "/a", "b/c"), ("/a", "/a/", "."), ("/ab", "/a", nil), ("/a", "/a/b", nil), ("a", "/a", nil),
      ("/a/b/../../c", "/a", nil), ("x/y", ".", "x/y"), ("../x", ".", nil), ("a/../..", "a", nil),
    ] as [(Path, Path, Path?)])
  func findsTheWayFromABase(_ path: Path, _ base: Path, relative: Path?) {
    #expect(path.relative(to: base) == relative)
  }

  @Test func comparesBytesNotCharacters() {
    let (composed, decomposed) = (Path("\u{E9}"), Path("e\u{301}"))
    #expect(composed.description == decomposed.description)
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
    #expect(decomposed < composed)
  }

  @Test func keepsWhatIsNotText() {
    let path = Path("a").appending(bytes: [0xFF, 0x62])
    #expect(path.text == nil)
    #expect(path.description == "a/\u{FFFD}b")
    #expect(path.nameBytes == [0xFF, 0x62])
  }
}
