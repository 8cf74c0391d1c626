/// A record of a prompt with nothing to complain of, but for what is given.
func promptRecord(branch: String, files: String = "[]") -> String {
  """
  ---
  id: "0001"
  title: Fix the login
  stage: red
  date: 2026-01-07
  surface: agent
  model: unspecified
  feature: 001-auth
  branch: \(branch)
  user: Ann
  command: none
  labels: []
  links:
    spec: null
  files: \(files)
  tests: []
  ---

  ## Prompt

  The session expires.

  ## Response snapshot

  Corrected.

  ## Outcome

  - ✅ Impact: none

  """
}
