using Notify.Emulators.Meta.Templates;

namespace Notify.Emulators.Meta.Sends;

/// <summary>A send that passed every check.</summary>
internal sealed record SendMessage
{
    /// <summary>As the request had it; comes back in the answer.</summary>
    public required string Input { get; init; }

    /// <summary>E.164 with '+', or a business-scoped user id.</summary>
    public required string To { get; init; }

    public required bool ToUserId { get; init; }

    public required string Type { get; init; }

    public required MessageContent Content { get; init; }

    public MetaTemplate? Template { get; init; }

    public string? CallbackData { get; init; }
}
