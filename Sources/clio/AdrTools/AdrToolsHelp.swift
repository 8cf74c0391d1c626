/// The help and the completions of adr-tools' commands.
enum AdrToolsHelp {
  private static let commands: [(name: String, text: String)] = [
    ("config", "usage: adr config\n\nPrints where the program lies, as settings for a shell.\n"),
    (
      "generate",
      """
      usage: adr generate [REPORT [OPTION ...]]

      Prints a report about all records. Without REPORT, prints the names of the reports.

      Subcommands:
        adr generate graph
        adr generate toc

      """
    ),
    ("help", "usage: adr help [COMMAND [SUBCOMMAND]]\n\nTells how a command is used.\n"),
    (
      "init",
      """
      usage: adr init [DIRECTORY]

      Makes the folder for records, doc/adr or the one given, and the first record in it: the decision to
      record decisions. A folder that was given is noted in .adr-dir.

      """
    ),
    (
      "link",
      """
      usage: adr link SOURCE LINK TARGET REVERSE-LINK

      Links two records. SOURCE and TARGET are numbers or parts of file names; LINK is written into SOURCE and
      REVERSE-LINK into TARGET, both or neither.

        adr link 12 Amends 10 "Amended by"

      """
    ),
    ("list", "usage: adr list\n\nPrints the paths of the records.\n"),
    (
      "new",
      """
      usage: adr new [-s SUPERCEDED] [-l TARGET:LINK:REVERSE-LINK] TITLE_TEXT...

      Makes a record with the next number; the title needs no quotes. It is opened in the editor that VISUAL, or
      else EDITOR, names; then its path is printed. templates/template.md in the folder of records is the
      template, if it is there.

        -s SUPERCEDED   the record, by number or part of its file name, whose place the new one takes
        -l TARGET:LINK:REVERSE-LINK
                        a record to link with, and the words for the link on both sides

      Both may be given more than once. Either every record is changed, or none.

        adr new Use MySQL Database
        adr new -s 3 -s 4 -l "5:Amends:Amended by" Use Riak CRDTs to cope with scale

      """
    ),
    (
      "upgrade-repository",
      "usage: adr upgrade-repository\n\nWrites dates such as 12/01/1992 as 1992-01-12 in all records.\n"
    ),
  ]

  private static let reports: [(name: String, text: String)] = [
    (
      "graph",
      """
      usage: adr generate graph [-p LINK_PREFIX] [-e LINK-EXTENSION]

      Prints the records and the links between them for Graphviz.

        -p LINK_PREFIX     what stands before each address
        -e LINK-EXTENSION  the extension of the addresses (default .html)

        adr generate graph | dot -Tsvg > graph.svg

      """
    ),
    (
      "toc",
      """
      usage: adr generate toc [-i INTRO] [-o OUTRO] [-p LINK_PREFIX]

      Prints a table of contents in Markdown.

        -i INTRO        a file with the text before it
        -o OUTRO        a file with the text after it
        -p LINK_PREFIX  what stands before each link

      """
    ),
  ]

  /// The help for a command, or the list of commands.
  static func text(for words: [String]) -> String {
    if words.first == "generate", words.count > 1, let report = reports.first(where: { $0.name == words[1] })
    {
      return report.text
    }
    if let command = commands.first(where: { $0.name == words.first }) { return command.text }
    return "usage: adr help COMMAND [ARG] ...\nCOMMAND is one of: \n"
      + commands.map { "  \($0.name)\n" }.joined()
      + "Run 'adr help COMMAND' for help on a specific command.\n"
  }

  /// The words that can follow, on one line: `adr`, what is there of a command, what is there of a report.
  static func completion(_ words: [String]) -> String {
    let typed = words.dropFirst()
    let command = typed.first ?? ""
    let names = commands.map(\.name)
    if typed.count <= 1, !(names.contains(command)) {
      return names.filter { $0.hasPrefix(command) }.joined(separator: " ")
    }
    guard command == "generate" else { return "" }
    let report = typed.dropFirst().first ?? ""
    return reports.map(\.name).filter { $0.hasPrefix(report) }.joined(separator: " ")
  }
}
