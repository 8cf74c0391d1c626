import Platform
import Records

/// What can go wrong where records live. The words for it are chosen in one place, by the program.
public enum HistoryError: Error, Sendable {
  /// The system refused; `doing` completes "can't …".
  case system(SystemError, doing: String)
  /// The root that was asked for isn't a directory.
  case rootMissing(Path, from: String)
  /// A name can't be a feature's.
  case feature(Feature.Refusal, from: String)
  /// A symbolic link stands where a record folder should be.
  case leadsOut(Path)
  /// Something that isn't a directory stands where a record folder should be.
  case notAFolder(Path)
  /// A link leads nowhere where a file of settings or a template should be.
  case danglingLink(Path)
  /// A file that names the feature can't be understood.
  case malformed(Path, line: Int, column: Int, String)
  /// `clio.yml` says something that can't be.
  case configuration(Path, line: Int, column: Int, ConfigurationFault)
  /// A template can't be used.
  case template(String, Template.Fault)
  /// There is no template of a name.
  case templateUnknown(String, known: [String])
  /// A record can't be edited.
  case edit(Path, line: Int, RecordEditor.Refusal)
  /// A folder has no number left.
  case numbersExhausted(Path)
  /// The number of a record is taken in its folder.
  case numberTaken(String, by: Path)
  /// The name of a record has no number.
  case notNumbered(Path)
  /// No record answers to a reference; unless all could be read, none of those that can be read.
  case notFound(String, readsAll: Bool = true)
  /// Several records answer to a reference.
  case ambiguous(String, [Path])
  /// The file was changed by someone else in the meantime.
  case changedMeanwhile(Path)
}

/// What is wrong in `clio.yml`.
public enum ConfigurationFault: Equatable, Sendable {
  /// Not YAML.
  case notYAML(String)
  /// A key that is empty or no text.
  case keyIsNoWord
  /// A key that means nothing.
  case unknownKey(String, known: [String])
  /// A key that is there twice: one of the two values would count for nothing.
  case repeatedKey(String)
  /// A value of the wrong kind; the text completes "must be …".
  case wrongValue(key: String, expected: String)
}

/// The contents of a file, or nil if nothing stands there. A link that leads nowhere is an error: whoever put it there
/// meant it to say something.
func readIfThere(_ path: Path, doing: String, limit: Int) throws(HistoryError) -> [UInt8]? {
  let bytes = try attempting(doing) { () throws(SystemError) in
    try Files.readIfPresent(path, limit: limit)
  }
  if bytes == nil, (try? Files.status(of: path, followingLinks: false))??.kind == .symbolicLink {
    throw .danglingLink(path)
  }
  return bytes
}

/// Runs a system operation and says what it was for if it fails.
func attempting<Result>(
  _ doing: String, _ body: () throws(SystemError) -> Result
) throws(HistoryError) -> Result {
  do throws(SystemError) {
    return try body()
  } catch {
    if error.isLoop { throw .leadsOut(error.path) }
    throw .system(error, doing: doing)
  }
}
