using System.Collections.Frozen;
using System.Globalization;
using Notify.Outcomes;

namespace Notify.WhatsApp.Errors;

/// <summary>What Meta's error codes mean for a send: class, scope, delay and remedy. Immutable; thread-safe.</summary>
/// <remarks>Meta asks to branch on the code, never on HTTP status, title or subcode; the table does.</remarks>
public sealed class WhatsAppErrorTable
{
    /// <summary>The name of <see cref="Meta"/> in configuration.</summary>
    public const string MetaName = "meta";

    /// <summary>The name of <see cref="Legacy"/> in configuration.</summary>
    public const string LegacyName = "legacy";

    private readonly FrozenDictionary<int, WhatsAppError> _single;
    private readonly WhatsAppError[] _ranges;

    private WhatsAppErrorTable(IReadOnlyList<WhatsAppError> errors, OutcomeClass? unknownClass)
    {
        Errors = errors;
        UnknownClass = unknownClass;
        _single = errors.Where(e => e.LastCode == e.Code).ToFrozenDictionary(e => e.Code);
        _ranges = [.. errors.Where(e => e.LastCode != e.Code)];
    }

    /// <summary>Meta's codes as its documentation explains them. The default.</summary>
    public static WhatsAppErrorTable Meta { get; } = new(MetaErrors.All, unknownClass: null);

    /// <summary>
    /// The table of an older system, for those who come from it: 131047 and 80007 are deferred; 131000, 131026, 131051, 132000, 133016 and
    /// 135000 are rejected; everything else is tried again, but for 131050, a person's own stop of marketing. It knows no scopes, so nothing closes a gate.
    /// </summary>
    public static WhatsAppErrorTable Legacy { get; } = new(LegacyErrors.All, OutcomeClass.Retry);

    /// <summary>The lines.</summary>
    public IReadOnlyList<WhatsAppError> Errors { get; }

    /// <summary>What a code comes to that has no line; null for by HTTP status: 429 defer, 5xx retry, others rejected.</summary>
    public OutcomeClass? UnknownClass { get; }

    /// <summary>The preset of a name (<c>meta</c>, <c>legacy</c>; case does not matter), or null.</summary>
    public static WhatsAppErrorTable? Named(string? name) => name?.ToUpperInvariant() switch
    {
        "META" => Meta,
        "LEGACY" => Legacy,
        _ => null,
    };

    /// <summary>The line for a code, or null. A line of its own wins over a range.</summary>
    public WhatsAppError? Find(int code) =>
        _single.GetValueOrDefault(code) ?? Array.Find(_ranges, e => code >= e.Code && code <= e.LastCode);

    /// <summary>A table with some codes changed, and others added.</summary>
    public WhatsAppErrorTable With(IEnumerable<KeyValuePair<int, WhatsAppErrorOverride>> overrides)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        var changed = overrides.ToDictionary(o => o.Key, o => Override(o.Key, o.Value));
        return changed.Count == 0
            ? this
            : new([.. Errors.Where(e => e.LastCode != e.Code || !changed.ContainsKey(e.Code)), .. changed.Values], UnknownClass);
    }

    /// <summary>A table that makes something else of codes it does not have; null for by HTTP status.</summary>
    public WhatsAppErrorTable WithUnknown(OutcomeClass? unknownClass) => new(Errors, unknownClass);

    /// <summary>The outcome of an error.</summary>
    /// <param name="code">Meta's code.</param>
    /// <param name="httpStatus">The answer's HTTP status; null for an error reported by webhook. Matters only for codes without a line.</param>
    /// <param name="sendNumber">Which send of its delivery it was, from 1; matters where the delay grows.</param>
    public Outcome Classify(int code, int? httpStatus = null, int sendNumber = 1)
    {
        var text = code.ToString(CultureInfo.InvariantCulture);
        if (Find(code) is not { } error)
        {
            return new Outcome { Class = UnknownClass ?? ByStatus(httpStatus), Code = text };
        }

        return new Outcome
        {
            Class = error.Class,
            Scope = error.Scope,
            Code = text,
            Remedy = error.Remedy,
            Mends = error.Mends,
            IsNotOnChannel = error is { IsNotOnChannel: true, Class: OutcomeClass.Rejected },
            IsWindowClosed = error.IsWindowClosed,
            IsMarketingOptOut = error.IsMarketingOptOut,
            IsPersonBlocked = error.IsPersonBlocked,
            RetryAfter = error.Class == OutcomeClass.Rejected ? null : error.DelayAfter(sendNumber),
        };
    }

    private static OutcomeClass ByStatus(int? httpStatus) => httpStatus switch
    {
        429 => OutcomeClass.Defer,
        >= 500 => OutcomeClass.Retry,
        _ => OutcomeClass.Rejected,
    };

    private WhatsAppError Override(int code, WhatsAppErrorOverride change)
    {
        var line = Find(code) is { } found
            ? found with { Code = code, LastCode = code }
            : new WhatsAppError(code, OutcomeClass.Rejected, OutcomeScope.Delivery, "Set by the app.", "");
        return line with
        {
            Class = change.Class ?? line.Class,
            Scope = change.Scope ?? line.Scope,
            Delay = change.Delay is { } delay ? (delay > TimeSpan.Zero ? delay : null) : line.Delay,
            DelayFactor = change.Delay is null ? line.DelayFactor : 1,
            Mends = change.Mends ?? line.Mends,
            Remedy = change.Remedy ?? line.Remedy,
        };
    }
}
