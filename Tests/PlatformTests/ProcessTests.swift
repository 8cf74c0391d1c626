import Platform
import Testing

@Suite struct ProcessTests {
  @Test func talksThroughAllPipesAtOnce() throws {
    let input = [UInt8](repeating: UInt8(ascii: "x"), count: 3_000_000)
    let script = "head -c 1000000 /dev/zero >&2; cat; head -c 1000000 /dev/zero >&2; exit 7"
    let result = try Spawn.run(["sh", "-c", script], input: input, outputLimit: 4_000_000)
    #expect(result.status == 7)
    #expect(result.output == input)
    #expect(result.errors.count == 2_000_000)
  }

  @Test func survivesAProgramThatDoesNotRead() throws {
    let input = [UInt8](repeating: 1, count: 1_000_000)
    #expect(try Spawn.run(["true"], input: input, outputLimit: 10).status == 0)
  }

  @Test func stopsAProgramThatSaysTooMuch() {
    #expect(failure { _ = try Spawn.run(["yes"], outputLimit: 100_000) }?.isTooLarge == true)
  }

  @Test func givesDirectoryEnvironmentAndNoInput() throws {
    let folder = try Folder()
    let result = try Spawn.run(
      ["sh", "-c", "pwd -P; echo $A; cat"], directory: folder.path,
      environment: ["A": "b", "PATH": "/bin:/usr/bin"],
      outputLimit: 1000)
    #expect(String(decoding: result.output, as: UTF8.self) == "\(folder.path)\nb\n")
  }

  @Test func tellsOfSignalsAndMissingPrograms() throws {
    #expect(try Spawn.run(["sh", "-c", "kill -9 $$"], outputLimit: 0).status == 137)
    #expect(failure { _ = try Spawn.run(["no-such-program-here"], outputLimit: 0) }?.isMissing == true)
    #expect(failure { _ = try Spawn.run([], outputLimit: 0) } != nil)
    #expect(failure { _ = try Spawn.run(["true", "a\0b"], outputLimit: 0) }?.reason == "invalid argument")
    #expect(failure { _ = try Spawn.run(["true"], directory: "/no/such", outputLimit: 0) }?.isMissing == true)
    #expect(try Spawn.foreground(["sh", "-c", "exit 3"]) == 3)
  }

  @Test func startsManyAtOnce() async {
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<16 {
        group.addTask {
          let text = Array("\(number)")
          return (try? Spawn.run(["cat"], input: text, outputLimit: 100).output) == text
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }

  @Test func knowsItsWorld() {
    let world = World.current()
    #expect(world.directory.isAbsolute)
    #expect(world.environment["PATH"]?.isEmpty == false)
    #expect(world.arguments.count == CommandLine.arguments.count)
    #expect(world.processIdentifier > 1)
  }
}
