// swift-tools-version: 6.2
import PackageDescription

// The fuzzer, a package of its own, so that the main one never builds it. The rooms are links to the folders of
// the main package, since a path must not lead out of a package and the rooms are no library products.
// Built and run by scripts/fuzz.

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
  name: "fuzz",
  targets: [
    .systemLibrary(name: "CYAML", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .target(name: "YAML", dependencies: ["CYAML"], swiftSettings: strict),
    .target(name: "JSON", swiftSettings: strict),
    .target(name: "Records", dependencies: ["YAML"], swiftSettings: strict),
    .target(
      name: "Templates",
      resources: [
        .embedInCode("files/phr-template.prompt.md"), .embedInCode("files/adr-template.md"),
        .embedInCode("files/adr-nygard.md"), .embedInCode("files/adr-madr.md"),
        .embedInCode("files/adr-madr-minimal.md"), .embedInCode("files/adr-spec-kit-plus.md"),
        .embedInCode("files/adr-y-statement.md"),
      ],
      swiftSettings: strict),
    .target(name: "Prompts", dependencies: ["Records"], swiftSettings: strict),
    .target(name: "Agents", dependencies: ["Records", "Prompts", "JSON"], swiftSettings: strict),
    .executableTarget(
      name: "Fuzz", dependencies: ["Records", "YAML", "JSON", "Templates", "Prompts", "Agents"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
