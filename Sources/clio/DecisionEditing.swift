import Decisions
import History
import Platform
import Records

/// Makes edits of decisions; a refused one names the record and the line.
func editing<Result>(
  _ body: () throws(DecisionChanges.Fault) -> Result
) throws(HistoryError) -> Result {
  do throws(DecisionChanges.Fault) {
    return try body()
  } catch {
    throw .edit(Path(bytes: error.path), line: error.line, error.refusal)
  }
}

extension DecisionChanges.Change {
  /// The step that writes it.
  var step: ChangeStep {
    .replace(Path(bytes: decision.path), was: decision.record.text, text)
  }
}
