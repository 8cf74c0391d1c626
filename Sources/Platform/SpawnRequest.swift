#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

/// How a program is to be started.
struct SpawnRequest: ~Copyable {
  #if canImport(Darwin)
    typealias Actions = posix_spawn_file_actions_t?
    private var actions: Actions = nil
    private var attributes: posix_spawnattr_t? = nil
  #else
    typealias Actions = posix_spawn_file_actions_t
    private var actions = Actions()
    private var attributes = posix_spawnattr_t()
  #endif

  init(directory: Path?) throws(SystemError) {
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    // Our own ignored and blocked signals are not the program's business.
    var ordinary = sigset_t()
    sigemptyset(&ordinary)
    posix_spawnattr_setsigmask(&attributes, &ordinary)
    for signal in [SIGPIPE, SIGINT, SIGQUIT] { sigaddset(&ordinary, signal) }
    posix_spawnattr_setsigdefault(&attributes, &ordinary)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
    guard let directory else { return }
    let result = changeDirectory(&actions, directory)
    if result != 0 { throw SystemError(call: "chdir", number: result, path: directory) }
  }

  deinit {
    // The C interface takes what it destroys by address; the copies own the same memory.
    var (actions, attributes) = (actions, attributes)
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
  }

  mutating func redirect(_ descriptor: Int32, to target: Int32) {
    posix_spawn_file_actions_adddup2(&actions, descriptor, target)
  }

  mutating func openNothing(as target: Int32) {
    posix_spawn_file_actions_addopen(&actions, target, "/dev/null", O_RDONLY, 0)
  }

  mutating func start(
    _ arguments: [String], _ environment: [String: String]?
  ) throws(SystemError) -> pid_t {
    let program = arguments.first ?? ""
    let settings = environment.map { $0.map { "\($0.key)=\($0.value)" } }
    if (arguments + (settings ?? [])).contains(where: { $0.utf8.contains(0) }) {
      throw SystemError(call: "spawn", number: EINVAL, path: Path(program))
    }
    var words = arguments.map { strdup($0) } + [nil]
    var entries = (settings ?? []).map { strdup($0) } + [nil]
    defer { for word in words + entries { free(word) } }
    var process: pid_t = 0
    let result = entries.withUnsafeMutableBufferPointer { given in
      posix_spawnp(
        &process, program, &actions, &attributes, &words, settings == nil ? environ : given.baseAddress)
    }
    if result != 0 { throw SystemError(call: "spawn", number: result, path: Path(program)) }
    return process
  }
}

/// Adds a change of directory to what happens before the program starts. Zero or an `errno`.
private func changeDirectory(_ actions: inout SpawnRequest.Actions, _ directory: Path) -> Int32 {
  #if canImport(Darwin)
    let add = posix_spawn_file_actions_addchdir_np
  #else
    let add = addChangeOfDirectory
  #endif
  var result: Int32 = 0
  let refused = attempt(directory.bytes) { name in
    result = add(&actions, name)
    return 0
  }
  return refused < 0 ? -refused : result
}

#if canImport(Glibc)
  /// A GNU extension, which Swift's import of the C library hides. It is named for the linker: to look it up at run time
  /// fails in a static binary.
  @_silgen_name("posix_spawn_file_actions_addchdir_np")
  private func addChangeOfDirectory(
    _ actions: UnsafeMutablePointer<posix_spawn_file_actions_t>, _ path: UnsafePointer<CChar>
  ) -> Int32
#endif
