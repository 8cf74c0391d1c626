import Database
import History
import Platform
import Records

extension Index {
  /// How a record is called, so that no other of the project is called the same.
  public func reference(to file: RecordFile) throws(IndexError) -> String {
    try mending("look for namesakes") { () throws(DatabaseError) in
      let others = try namesakes(of: file)
      return RecordFile.references(of: [file] + others).first ?? file.reference
    }
  }

  /// Other records of the folder whose names begin with the same number, however many zeros stand before it.
  private func namesakes(of file: RecordFile) throws(DatabaseError) -> [RecordFile] {
    guard let number = RecordNumber(leading: file.path.nameBytes) else { return [] }
    // The index of the paths answers this: what comes between `0012` and `0013`.
    var values: [Value] = []
    for beginning in Self.spellings(number.value, in: file.path.nameBytes) {
      let start = file.folder.appending(bytes: beginning).bytes
      values += [Value(text: start), Value(text: start.dropLast() + [(start.last ?? 0) + 1])]
    }
    let ranges = [String](repeating: "(path >= ? AND path < ?)", count: values.count / 2)
    var found: [RecordFile] = []
    try forEachRow { (_) throws(DatabaseError) in
      ("SELECT row, path FROM records WHERE " + ranges.joined(separator: " OR "), values)
    } _: { statement, _ in
      let path = Path(bytes: statement.bytes(1))
      guard path != file.path, path.parent == file.folder,
        RecordNumber(leading: path.nameBytes)?.value == number.value
      else { return }
      found.append(RecordFile(path: path, kind: file.kind))
    }
    return found
  }

  /// The ways to begin a name with a number: as this one does (`PHR-007`), and with digits only.
  private static func spellings(_ value: Int, in name: [UInt8]) -> [[UInt8]] {
    let digits = Array(String(value).utf8)
    let zero = UInt8(ascii: "0")
    var result = (digits.count...max(digits.count, RecordNumber.longest)).map { width in
      [UInt8](repeating: zero, count: width - digits.count) + digits
    }
    let prefix = name.prefix { !($0 >= zero && $0 <= zero + 9) }
    let own = prefix + name.dropFirst(prefix.count).prefix { $0 >= zero && $0 <= zero + 9 }
    if !prefix.isEmpty { result.append(Array(own)) }
    return result
  }
}
