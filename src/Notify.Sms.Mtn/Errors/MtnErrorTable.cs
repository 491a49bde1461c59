using System.Collections.Frozen;
using Notify.Gates;
using Notify.Outcomes;

namespace Notify.Sms.Mtn.Errors;

/// <summary>What MTN's codes and failed delivery reports mean for a send: class, scope, delay and remedy. Immutable; thread-safe.</summary>
public sealed class MtnErrorTable
{
    private readonly FrozenDictionary<string, MtnError> _byCode;

    private MtnErrorTable(IReadOnlyList<MtnError> errors, OutcomeClass? unknownClass)
    {
        Errors = errors;
        UnknownClass = unknownClass;
        _byCode = errors.ToFrozenDictionary(e => e.Code, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>MTN's codes as its pages list them.</summary>
    public static MtnErrorTable Mtn { get; } = new(MtnErrors.All, unknownClass: null);

    /// <summary>The lines.</summary>
    public IReadOnlyList<MtnError> Errors { get; }

    /// <summary>
    /// What a code comes to that has no line; null for by HTTP status: 401, 404, 405 and 407 stop the app's sends, 403 the account's; 408, 502 and 504 leave doubt; 429 and
    /// other 5xx are tried again; the rest is rejected.
    /// </summary>
    public OutcomeClass? UnknownClass { get; }

    /// <summary>The line for a code, or null.</summary>
    public MtnError? Find(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return _byCode.GetValueOrDefault(code);
    }

    /// <summary>A table with some codes changed, and others added.</summary>
    public MtnErrorTable With(IEnumerable<KeyValuePair<string, MtnErrorOverride>> overrides)
    {
        ArgumentNullException.ThrowIfNull(overrides);
        var changed = overrides.Select(o => Override(o.Key, o.Value)).ToDictionary(e => e.Code, StringComparer.OrdinalIgnoreCase);
        return new([.. Errors.Where(e => !changed.ContainsKey(e.Code)), .. changed.Values], UnknownClass);
    }

    /// <summary>A table that makes something else of codes it does not have; null for by HTTP status.</summary>
    public MtnErrorTable WithUnknown(OutcomeClass? unknownClass) => new(Errors, unknownClass);

    /// <summary>The outcome of an error.</summary>
    /// <param name="code">MTN's code, or the status of a delivery report.</param>
    /// <param name="httpStatus">The answer's HTTP status; null for a delivery report. Matters only for codes without a line.</param>
    public Outcome Classify(string code, int? httpStatus = null)
    {
        if (Find(code) is { } error)
        {
            return new Outcome
            {
                Class = error.Class,
                Scope = error.Scope,
                Code = code,
                Remedy = error.Remedy,
                Mends = error.Mends,
                RetryAfter = error.Class == OutcomeClass.Rejected ? null : error.Delay,
            };
        }

        var (@class, scope) = ByStatus(httpStatus);
        return UnknownClass is { } unknown
            ? new Outcome { Class = unknown, Code = code }
            : new Outcome { Class = @class, Scope = scope, Code = code, Mends = @class == OutcomeClass.Stopped ? Mending.Person : Mending.Itself };
    }

    private static (OutcomeClass Class, OutcomeScope Scope) ByStatus(int? httpStatus) => httpStatus switch
    {
        401 or 404 or 405 or 407 => (OutcomeClass.Stopped, OutcomeScope.App),
        403 => (OutcomeClass.Stopped, OutcomeScope.Account),
        408 or 502 or 504 => (OutcomeClass.Unknown, OutcomeScope.Delivery),
        429 => (OutcomeClass.Retry, OutcomeScope.Account),
        >= 500 => (OutcomeClass.Retry, OutcomeScope.Delivery),
        _ => (OutcomeClass.Rejected, OutcomeScope.Delivery),
    };

    private MtnError Override(string code, MtnErrorOverride change)
    {
        var line = Find(code) ?? new MtnError(code, OutcomeClass.Rejected, OutcomeScope.Delivery, "Set by the app.", "");
        return line with
        {
            Class = change.Class ?? line.Class,
            Scope = change.Scope ?? line.Scope,
            Delay = change.Delay is { } delay ? (delay > TimeSpan.Zero ? delay : null) : line.Delay,
            Remedy = change.Remedy ?? line.Remedy,
            Mends = change.Mends ?? line.Mends,
        };
    }
}
