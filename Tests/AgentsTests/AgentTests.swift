import Testing

@testable import Agents

@Suite struct AgentTests {
  @Test(arguments: Agent.allCases) func bothNamesLeadToIt(_ agent: Agent) {
    #expect(Agent(naming: agent.rawValue) == agent)
    #expect(Agent(naming: agent.shortName) == agent)
  }

  @Test func unknownNames() { #expect(Agent(naming: "clippy") == nil) }
}
