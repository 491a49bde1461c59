using Notify.Testing.Conformance;

namespace Notify.Testing.Tests.InMemory;

public sealed class InMemoryConformance
{
    [Fact]
    public void Every_suite_is_run() => ConformanceSuites.Missing(typeof(InMemoryConformance).Assembly, typeof(InMemoryFixture)).Should().BeEmpty();

    public sealed class Enqueue : EnqueueConformance<InMemoryFixture>;

    public sealed class Claim : ClaimConformance<InMemoryFixture>;

    public sealed class Mark : MarkConformance<InMemoryFixture>;

    public sealed class Settle : SettleConformance<InMemoryFixture>;

    public sealed class Recover : RecoverConformance<InMemoryFixture>;

    public sealed class Doubt : DoubtConformance<InMemoryFixture>;
}
