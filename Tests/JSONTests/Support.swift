import JSON
import Properties

func randomText(_ generator: inout Generator) -> String {
  var text = ""
  for _ in 0..<Int.random(in: 0...12, using: &generator) {
    let limit: UInt32 = [0x20, 0x80, 0x100, 0x3000, 0x110000].randomElement(using: &generator) ?? 0x80
    text.unicodeScalars.append(Unicode.Scalar(UInt32.random(in: 0..<limit, using: &generator)) ?? "\"")
  }
  return text
}

func randomValue(_ generator: inout Generator, depth: Int = 0) -> JSON {
  switch Int.random(in: 0..<(depth < 4 ? 8 : 5), using: &generator) {
  case 0: return .null
  case 1: return .bool(.random(using: &generator))
  case 2: return JSON(Int.random(in: .min ... .max, using: &generator))
  case 3: return JSON(Double(bitPattern: generator.next()))
  case 4: return .string(randomText(&generator))
  case 5, 6:
    let count = Int.random(in: 0...4, using: &generator)
    return .object(
      (0..<count).map { _ in
        JSON.Member(randomText(&generator), randomValue(&generator, depth: depth + 1))
      })
  default:
    let count = Int.random(in: 0...4, using: &generator)
    return .array((0..<count).map { _ in randomValue(&generator, depth: depth + 1) })
  }
}
