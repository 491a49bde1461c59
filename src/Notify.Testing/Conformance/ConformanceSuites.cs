using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Notify.Testing.Conformance;

/// <summary>The suites a storage provider runs: all of them.</summary>
public static class ConformanceSuites
{
    /// <summary>Every suite, as an open generic type over the fixture.</summary>
    public static IReadOnlyList<Type> All { get; } =
    [
        typeof(EnqueueConformance<>),
        typeof(IdempotencyConformance<>),
        typeof(ClaimConformance<>),
        typeof(ClaimOrderConformance<>),
        typeof(MarkConformance<>),
        typeof(MarkRefusalConformance<>),
        typeof(SettleConformance<>),
        typeof(FenceConformance<>),
        typeof(RecoverConformance<>),
        typeof(DoubtConformance<>),
        typeof(FallbackConformance<>),
        typeof(FallbackClockConformance<>),
        typeof(FallbackOrderConformance<>),
        typeof(FallbackInboxConformance<>),
        typeof(ReceiptConformance<>),
        typeof(FailureReceiptConformance<>),
        typeof(LateProofConformance<>),
        typeof(ReceiptOrderConformance<>),
        typeof(DeliveryCommandConformance<>),
        typeof(DeliveryLogConformance<>),
        typeof(TrailConformance<>),
        typeof(TenantWallConformance<>),
        typeof(BatchConformance<>),
        typeof(ContactConformance<>),
        typeof(NoteConformance<>),
        typeof(ConsentConformance<>),
        typeof(ChannelOptOutConformance<>),
        typeof(TopicConsentConformance<>),
        typeof(TemplateConformance<>),
        typeof(GateConformance<>),
        typeof(ProbeConformance<>),
        typeof(ProviderWordConformance<>),
        typeof(WindowConformance<>),
        typeof(WebhookConformance<>),
        typeof(InboundConformance<>),
        typeof(SessionConformance<>),
        typeof(SessionRaceConformance<>),
        typeof(RateLimitConformance<>),
        typeof(LimitWindowConformance<>),
        typeof(QuotaConformance<>),
        typeof(QuotaClaimConformance<>),
        typeof(PaceConformance<>),
        typeof(PaceClaimConformance<>),
        typeof(ErasureConformance<>),
        typeof(ErasedContactConformance<>),
        typeof(LinkConformance<>),
        typeof(RetentionConformance<>),
        typeof(SetupConformance<>),
    ];

    /// <summary>
    /// The suites a provider's test assembly leaves out: those of which it has no public class, not abstract, for the fixture. Have a test that this is empty.
    /// </summary>
    /// <param name="testAssembly">The assembly with the provider's tests.</param>
    /// <param name="fixtureType">The provider's fixture.</param>
    [RequiresUnreferencedCode("Looks through the types of an assembly of tests.")]
    public static IReadOnlyList<Type> Missing(Assembly testAssembly, Type fixtureType)
    {
        ArgumentNullException.ThrowIfNull(testAssembly);
        ArgumentNullException.ThrowIfNull(fixtureType);
        var run = testAssembly.GetTypes()
            .Where(t => t is { IsVisible: true, IsAbstract: false })
            .SelectMany(BasesOf)
            .Where(t => t.IsGenericType && t.GenericTypeArguments is [var fixture] && fixture == fixtureType)
            .Select(t => t.GetGenericTypeDefinition())
            .ToHashSet();
        return [.. All.Where(suite => !run.Contains(suite))];
    }

    private static IEnumerable<Type> BasesOf(Type type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }
}
