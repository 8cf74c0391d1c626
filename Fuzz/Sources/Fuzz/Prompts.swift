import Prompts

/// A prompt: what of it is the user's, and what of it is a credential.
func fuzzPrompts(_ input: [UInt8]) {
  let typed = TypedText(input)
  if typed.kind == .words {
    require(typed.text.count + typed.injected == input.count, "bytes of a prompt are counted wrongly")
    require(input.holds(typed.text), "the user's words were changed")
    require(TypedText(typed.text).kind != .interruption, "words become an interruption")
  }
  if let parts = InjectedContext.parts(of: input) {
    var last = 0
    for range in parts.injected {
      require(range.lowerBound >= last && range.upperBound <= input.count, "injected parts overlap")
      last = range.upperBound
    }
    require(
      !parts.injected.contains { $0.overlaps(parts.typed) && !parts.typed.isEmpty }, "typed and injected")
    require(InjectedContext.parts(of: Array(input[parts.typed])) == nil, "something injected is left")
  }
  redact(input)
  let excerpt = ResponseExcerpt.of(input, longest: 40)
  require(excerpt == input || excerpt.count <= 44, "an excerpt is too long")
}

private func redact(_ input: [UInt8]) {
  let secrets = SecretScan.secrets(in: input)
  let redaction = Redaction(of: input)
  require(redaction.count == secrets.count, "secrets are counted wrongly")
  // Everything but the secrets is there, in order.
  var expected: [UInt8] = []
  var from = 0
  for secret in secrets {
    require(secret.range.lowerBound >= from && !secret.range.isEmpty, "secrets overlap")
    expected += input[from..<secret.range.lowerBound]
    expected += Array("[REDACTED:\(secret.id)]".utf8)
    from = secret.range.upperBound
  }
  require(redaction.text == expected + input[from...], "more than the secrets was changed")
  require(Redaction(of: redaction.text).count == 0, "a secret shows when another is gone")
}

extension [UInt8] {
  fileprivate func holds(_ other: [UInt8]) -> Bool { other.isEmpty || pieces(around: other).count > 1 }
}
