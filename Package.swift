// swift-tools-version: 6.2
import PackageDescription

// The rooms of the house. Dependencies point one way, from `clio` down; the compiler keeps the walls, and
// Tests/ArchitectureTests reads every import. No outside package: see history/adr.

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
  name: "clio",
  products: [.executable(name: "clio", targets: ["clio"])],
  targets: [
    // No pkgConfig on purpose: with it the system's -L comes first and the static libraries are never taken.
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .systemLibrary(name: "CYAML", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    room("Platform"),
    room("Arguments"),
    room("YAML", ["CYAML"]),
    room("JSON"),
    room("Records", ["YAML"]),
    .target(
      name: "Templates",
      resources: [
        .embedInCode("files/phr-template.prompt.md"), .embedInCode("files/adr-template.md"),
        .embedInCode("files/adr-nygard.md"), .embedInCode("files/adr-madr.md"),
        .embedInCode("files/adr-madr-minimal.md"), .embedInCode("files/adr-spec-kit-plus.md"),
        .embedInCode("files/adr-y-statement.md"),
      ],
      swiftSettings: strict),
    room("Prompts", ["Records"]),
    room("Agents", ["Records", "Prompts", "JSON"]),
    room("Rules", ["Records", "Prompts", "YAML"]),
    room("Reports", ["Rules", "Records", "JSON", "Platform"]),
    room("History", ["Records", "Templates", "YAML", "Platform"]),
    room("Decisions", ["Records"]),
    room("Database", ["CSQLite"]),
    room("Index", ["History", "Database", "Records", "Platform"]),
    .executableTarget(
      name: "clio",
      dependencies: [
        "Platform", "Arguments", "YAML", "JSON", "Records", "Templates", "Prompts", "History", "Index",
        "Database", "Decisions", "Agents", "Rules", "Reports",
      ], swiftSettings: strict),
    // What tests share.
    .target(name: "Properties", path: "Tests/Properties", swiftSettings: strict),
    tests("PlatformTests", ["Platform"]),
    tests("ArgumentsTests", ["Arguments"]),
    tests("YAMLTests", ["Properties", "YAML"]),
    tests("JSONTests", ["Properties", "JSON"]),
    tests("RecordsTests", ["Properties", "Records", "Templates"]),
    tests("DatabaseTests", ["Properties", "Database"]),
    tests("IndexTests", ["Properties", "Database", "Index", "History", "Records", "Platform"]),
    tests("PromptsTests", ["Properties", "Prompts", "Records"]),
    tests("AgentsTests", ["Properties", "Agents", "Records", "Prompts", "JSON"]),
    tests("DecisionsTests", ["Properties", "Decisions", "Records"]),
    tests("ReportsTests", ["Reports", "Rules", "Records", "JSON"]),
    tests("RulesTests", ["Properties", "Rules", "Records", "Prompts"]),
    tests("HistoryTests", ["History", "Records", "Platform"]),
    .testTarget(
      name: "CLITests", dependencies: ["Properties", "JSON", "Platform"], exclude: ["Transcripts"],
      swiftSettings: strict),
    tests("CommandTests", ["Properties", "clio", "Platform"]),
    tests("ArchitectureTests", ["clio", "Arguments", "Templates"]),
  ],
  swiftLanguageModes: [.v6]
)
