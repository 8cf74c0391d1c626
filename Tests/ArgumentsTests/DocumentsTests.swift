import Testing

@testable import Arguments

@Suite struct DocumentsTests {
  static let notes = [Note("Exit codes", "What it ends with:\n\n  0  done\n  2  usage")]

  @Test func helpOfTheProgram() {
    let expected = """
      Keep records of prompts

      Usage: tool [OPTIONS] COMMAND

      The files are the truth.

        history/prompts/
        history/adr/

      Examples:
        tool record --title x
            Records a prompt.

      Write:
        record  Record a prompt
        adr     Decisions

      Read:
        show  Show a record

      Compatible:
        copy-script  Behave as the script
        raw          Behave as another tool

      Global options:
            --root DIR    where the records are [env: TOOL_ROOT]
        -j, --json        print a JSON object
            --color WHEN  colour the output [one of: auto, always, never]
                          [default: auto]
        -h, --help        show help and exit
        -V, --version     show the version and exit

      Exit codes:
        What it ends with:

          0  done
          2  usage

      Run 'tool COMMAND --help' for more on a command.

      """
    #expect(Tool.command.help(notes: Self.notes) == expected)
  }

  @Test func helpOfACommand() {
    let expected = """
      Record a prompt

      Usage: tool record [OPTIONS] [FILE...]
      Aliases: rec

      Makes one record.

      Examples:
        tool record --title 'Fix it' --stage red
            Records a prompt under its stage.
        git diff | TOOL_ROOT=. tool record -t "a b" - 2>/dev/null
            Reads standard input.

      Arguments:
        FILE  files to read [repeatable]

      Options:
        -t, --title TEXT  what the prompt was about
        -l, --label NAME  a label [repeatable]
            --stage STAGE
                          what kind of work it was
                          [one of: spec, plan, red]
                          [env: TOOL_STAGE]
        -n, --limit N     how many [default: 20]
                          [env: TOOL_LIMIT]
            --since DATE  from this day on
        -d, --dry-run     write nothing
            --file FILE   the prompt's file; - is
                          standard input

      Global options:
            --root DIR    where the records are
                          [env: TOOL_ROOT]
        -j, --json        print a JSON object
            --color WHEN  colour the output [one of:
                          auto, always, never]
                          [default: auto]
        -h, --help        show help and exit

      """
    #expect(Tool.command.help(for: ["rec"], width: 48) == expected)
  }

  @Test func helpFitsTheWidth() {
    for width in [40, 60, 80, 120] {
      for line in Tool.command.help(for: ["adr", "new"], width: width).split(separator: "\n") {
        #expect(line.count <= width, "\(line)")
      }
    }
  }

  @Test func onlyStyledHelpHasEscapes() {
    #expect(!Tool.command.help(for: ["record"]).contains("\u{1b}"))
    #expect(Tool.command.help(for: ["record"], styled: true).contains("\u{1b}[1mUsage:\u{1b}[0m tool record"))
  }

  @Test func hiddenThingsAreNowhere() {
    let texts =
      [Tool.command.help(), Tool.command.manPage(version: "1", date: "d"), Tool.command.reference()]
      + Shell.allCases.map(Tool.command.completions)
    for text in texts {
      #expect(!text.contains("maintain"))
      #expect(!text.contains("secret"))
    }
  }

  @Test func referenceHasEveryCommand() {
    let text = Tool.command.reference(notes: Self.notes)
    for heading in ["record", "show", "adr", "adr new", "adr list", "copy-script", "raw"] {
      #expect(text.contains("\n## tool \(heading)\n"))
    }
    #expect(text.contains("- [`new`](#tool-adr-new): Make a decision\n"))
    #expect(text.contains("- `-n, --limit N`: how many [default: 20] [env: TOOL_LIMIT]\n"))
    #expect(text.contains("\n## Exit codes\n\nWhat it ends with:\n\n```text\n0  done\n2  usage\n```\n"))
  }

  @Test func roffIsEscaped() {
    let odd = Command(
      name: "tool", summary: "It's a \"tool\"",
      discussion: ".TH is no macro here\n\n'nor this\n\n  .nf\n\n  C:\\x ~^`é",
      keys: [Key.flag("dry-run", short: "d", ".dots and -- dashes")])
    let page = odd.manPage(version: "1.0", date: "2026-01-07")
    #expect(page.contains(".TH \"TOOL\" 1 \"2026\\-01\\-07\" \"tool 1.0\"\n"))
    #expect(page.contains("\n\\&.TH is no macro here\n"))
    #expect(page.contains("\n\\&\\(aqnor this\n"))
    #expect(page.contains("\n\\&.nf\n\\&\nC:\\ex \\(ti\\(ha\\(ga\\[u00E9]\n"))
    #expect(page.contains(".TP\n\\fB\\-d\\fR, \\fB\\-\\-dry\\-run\\fR\n\\&.dots and \\-\\- dashes\n"))
  }

  @Test func manPageLists() {
    let page = Tool.command.manPage(version: "1.0", date: "2026-01-07", notes: Self.notes)
    for part in [
      ".SH NAME\ntool \\- Keep records of prompts\n", ".SS \"tool adr new\"\n", ".SH ENVIRONMENT\n",
      "\\fBTOOL_LIMIT\\fR\nstands in for \\-\\-limit: how many\n", ".SH \"EXIT CODES\"\n", ".SH EXAMPLES\n",
    ] {
      #expect(page.contains(part), "\(part)")
    }
  }
}
