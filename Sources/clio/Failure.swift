import Arguments
import Decisions
import History
import Index
import JSON
import Platform
import Records

/// An error in words: what is wrong and where, and what to do. The one place where errors become sentences.
struct Failure: Error {
  let what: String
  let remedy: String?

  init(_ what: String, _ remedy: String? = nil) { (self.what, self.remedy) = (what, remedy) }

  /// The lines for the user.
  var text: String {
    // Names and values come from outside: they must not steer the terminal.
    var text = "clio: " + Terminal.sanitized(what) + "\n"
    if let remedy { text += "  " + Terminal.sanitized(remedy) + "\n" }
    return text
  }

  init(_ error: any Error) {
    switch error {
    case let error as Failure: self = error
    case let error as HistoryError: self.init(error)
    case IndexError.history(let error): self.init(error)
    case IndexError.database(let fault, let doing): self.init("can't \(doing): \(fault)")
    case let error as SystemError: self.init("\(error.path): \(error.reason)", Self.remedy(error))
    case let error as Lifecycle.Refusal: self.init(error.reason, error.remedy)
    case let error as Feature.Refusal: self.init(error, from: "the feature")
    default: self.init("\(error)")
    }
  }

  private init(_ refusal: Feature.Refusal, from source: String) {
    let shown = refusal.name.utf8.count > 60 ? String(refusal.name.prefix(60)) + "…" : refusal.name
    self.init(
      "\(source): '\(shown)' can't be a feature: \(refusal.reason)",
      "a feature is one folder name, such as 001-auth")
  }

  private init(_ error: HistoryError) {
    switch error {
    case .system(let fault, let doing):
      self.init("can't \(Self.naming(fault.path, in: doing)): \(fault.reason)", Self.remedy(fault))
    case .rootMissing(let path, let source): self.init("\(source): \(path) is not a directory")
    case .feature(let refusal, let source): self.init(refusal, from: source)
    case .leadsOut(let path):
      self.init(
        "\(path) is a symbolic link, and records are never followed out of their folder",
        "replace it by a real folder or file")
    case .notAFolder(let path):
      self.init(
        "\(path) stands where a folder should be, and is none",
        "move it away, then run the same command again")
    case .danglingLink(let path):
      self.init("\(path) is a symbolic link that leads nowhere", "mend the link, or remove it")
    case .malformed(let path, let line, let column, let reason):
      self.init("\(path):\(line):\(column): not JSON: \(reason)", "mend the file, or remove it")
    case .configuration(let path, let line, let column, let fault):
      self = Self.configuration("\(path):\(line):\(column)", fault)
    case .template(let name, let fault):
      let place = fault.line > 0 ? "\(name):\(fault.line)" : name
      self.init("\(place): \(fault.message)", "nothing was written")
    case .templateUnknown(let name, let known):
      let hint = suggestions(for: name, among: known).first.map { ", did you mean '\($0)'?" } ?? ""
      self.init(
        "there is no template '\(name)'\(hint)",
        "known: \(known.joined(separator: ", ")); your own are files NAME.md in templates/")
    case .edit(let path, let line, let refusal):
      self.init("\(path):\(line): \(refusal.message)", "nothing was changed")
    case .numbersExhausted(let path): self.init("\(path): there is no number left; six digits are the most")
    case .numberTaken(let id, let path):
      self.init(
        "the number \(id) is taken by \(path)", "choose another; 'clio list' shows the numbers in use")
    case .notNumbered(let path):
      self.init("\(path) has no number in its name", "'clio move' gives it one")
    case .notFound(let reference, let readsAll):
      self.init(
        "no record \(readsAll ? "" : "that can be read ")answers to '\(reference)'",
        "'clio list' shows what there is; name one by path, number, feature/number or a part of its name")
    case .ambiguous(let reference, let paths):
      let shown = paths.prefix(10).map { "    \($0)" }.joined(separator: "\n")
      let more = paths.count > 10 ? "\n    … and \(paths.count - 10) more" : ""
      self.init(
        "'\(reference)' means \(paths.count) records:\n\(shown)\(more)",
        "name one by its path or as feature/number")
    case .changedMeanwhile(let path):
      self.init(
        "\(path) was changed by someone else in the meantime",
        "nothing was changed; run the same command again")
    }
  }

  /// What was done, with the whole path of what it was done to: once, if it is named already.
  private static func naming(_ path: Path, in doing: String) -> String {
    let whole = path.components
    for blank in doing.indices where doing[blank] == " " {
      let end = Path(String(doing[blank...].dropFirst())).components
      if !end.isEmpty, whole.suffix(end.count).elementsEqual(end) { return "\(doing[..<blank]) \(path)" }
    }
    return "\(doing): \(path)"
  }

  private static func configuration(_ place: String, _ fault: ConfigurationFault) -> Failure {
    switch fault {
    case .notYAML(let reason):
      Failure("\(place): not YAML: \(reason)", "values with ': ' or '#' in them need quotes")
    case .keyIsNoWord: Failure("\(place): a key must be a word, such as prompt-folders")
    case .unknownKey(let key, let known):
      Failure(
        "\(place): unknown key '\(key)'"
          + (suggestions(for: key, among: known).first.map { ", did you mean '\($0)'?" } ?? ""),
        "known keys: " + known.joined(separator: ", "))
    case .repeatedKey(let key): Failure("\(place): the key '\(key)' is there twice", "leave one of them out")
    case .wrongValue(let key, let expected): Failure("\(place): '\(key)' must be \(expected)")
    }
  }

  private static func remedy(_ error: SystemError) -> String? {
    if error.isFull { return "free some space, then run the same command again; nothing was left half done" }
    if error.isDenied { return "check the permissions of the folder and who owns it" }
    if error.isTooLarge { return "the file is larger than clio reads" }
    if error.isLoop { return "a symbolic link stands where none may" }
    return nil
  }
}
