using System.Collections.Frozen;
using Notify.Gates;
using Notify.Outcomes;

namespace Notify.WhatsApp.Errors;

/// <summary>The lines of <see cref="WhatsAppErrorTable.Legacy"/>: Meta's words with an older system's classes.</summary>
internal static class LegacyErrors
{
    private static readonly FrozenSet<int> Deferred = FrozenSet.Create(131047, 80007);
    private static readonly FrozenSet<int> Rejected = FrozenSet.Create(131000, 131026, 131051, 132000, 133016, 135000);

    /// <summary>All lines.</summary>
    public static IReadOnlyList<WhatsAppError> All { get; } = [.. MetaErrors.All.Select(AsLegacy)];

    private static WhatsAppError AsLegacy(WhatsAppError error) => error with
    {
        Class = Deferred.Contains(error.Code) ? OutcomeClass.Defer
            : Rejected.Contains(error.Code) ? OutcomeClass.Rejected
            : OutcomeClass.Retry,
        Scope = OutcomeScope.Delivery,
        Delay = null,
        DelayFactor = 1,
        Mends = Mending.Itself,
    };
}
