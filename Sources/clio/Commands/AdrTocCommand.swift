import Arguments
import Decisions
import Platform
import Records

enum AdrTocCommand: AppCommand {
  static let base = Key.option(
    "base", "DIR", "the folder that the links start from (default history/adr)", completion: .directory)
  static let check = Key.option(
    "check", "FILE", "compare with a file, and exit with 1 if it isn't up to date", completion: .file)

  static let declaration = Command(
    name: "toc", summary: "print a table of contents of the decisions in Markdown, with their status",
    discussion: """
      The same records give the same text, so that it can be committed and checked by CI. The links are relative to \
      --base, with --check to the folder of the file.
      """,
    keys: [base, check],
    examples: [
      Example("clio adr toc > history/adr/README.md", "write it beside the records"),
      Example("clio adr toc --check history/adr/README.md", "fail if it isn't up to date"),
    ], section: "Decisions")

  static func run(_ session: Session) throws -> ExitStatus {
    let book = try DecisionBook(try session.project())
    let root = book.project.root.path
    func fromRoot(_ path: Path) throws -> [UInt8] {
      let absolute = path.absolute(in: session.world.directory)
      guard let below = absolute.relative(to: root) ?? (try? Files.realPath(absolute))?.relative(to: root)
      else {
        throw Failure("\(path) is not below the root \(root)")
      }
      return below == "." ? [] : below.bytes
    }
    let unreadable = book.unreadable.map {
      Contents.Unreadable(path: $0.file.path.bytes, reason: RecordView($0).title)
    }
    let folder: [UInt8]
    let file = session[check].map { Path($0) }
    if let file {
      folder = try fromRoot(file.absolute(in: session.world.directory).parent)
    } else if let base = session[base] {
      folder = try fromRoot(Path(base))
    } else {
      folder = book.usualFolder
    }
    let text = Contents.markdown(book.set, unreadable: unreadable, from: folder)
    guard let file else {
      session.write(text)
      return .done
    }
    let there = try Files.readIfPresent(file.absolute(in: session.world.directory), limit: 64 << 20)
    // A checkout may have converted the line ends.
    if there?.filter({ $0 != 0x0D }) == text { return .done }
    // Without --base the links start from the folder of the decisions.
    let base = folder == book.usualFolder ? "" : " --base " + shellWord(file.parent.description)
    let command = "clio adr toc\(base) > \(shellWord(file.description))"
    throw Unmet(
      message: there == nil
        ? "\(file) is not there; write it: \(command)"
        : "\(file) is not up to date; write it anew: \(command)")
  }
}
