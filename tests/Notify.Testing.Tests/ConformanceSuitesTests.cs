using Notify.Testing.Conformance;
using Notify.Testing.Tests.InMemory;

namespace Notify.Testing.Tests;

public sealed class ConformanceSuitesTests
{
    [Fact]
    public void All_holds_every_suite_there_is() => ConformanceSuites.All.Should().BeEquivalentTo(
        typeof(ConformanceSuites).Assembly.GetExportedTypes().Where(t => t.BaseType is { IsGenericType: true } parent
            && parent.GetGenericTypeDefinition() == typeof(StorageConformance<>)));

    [Fact]
    public void All_suites_have_tests() => ConformanceSuites.All.Should().OnlyContain(
        suite => suite.GetMethods().Any(m => m.IsDefined(typeof(FactAttribute), true)));

    [Fact]
    public void Missing_names_what_a_provider_leaves_out() =>
        ConformanceSuites.Missing(typeof(ConformanceSuitesTests).Assembly, typeof(LazyFixture))
            .Should().BeEquivalentTo(ConformanceSuites.All.Where(suite => suite != typeof(SetupConformance<>)));

    [Fact]
    public void Missing_names_all_where_none_is_run() =>
        ConformanceSuites.Missing(typeof(FactAttribute).Assembly, typeof(InMemoryFixture)).Should().Equal(ConformanceSuites.All);

    /// <summary>A fixture whose provider runs one suite only.</summary>
    public sealed class LazyFixture : InMemoryFixture;

    public sealed class LazySetup : SetupConformance<LazyFixture>;

    // Neither is run by xunit, so neither counts.
    public abstract class LazyGate : GateConformance<LazyFixture>;

#pragma warning disable xUnit1000 // It is hidden on purpose.
    internal sealed class LazyTemplate : TemplateConformance<LazyFixture>;
#pragma warning restore xUnit1000
}
