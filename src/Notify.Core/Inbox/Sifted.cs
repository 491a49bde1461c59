using Notify.Storage;

namespace Notify.Inbox;

/// <summary>What of several things was not done.</summary>
/// <typeparam name="T">What was to be done.</typeparam>
/// <param name="Failed">What failed, and why.</param>
/// <param name="Refused">What the store refused while it took none: it may be away.</param>
/// <param name="Untried">What was not tried by itself.</param>
internal sealed record Sifted<T>(IReadOnlyList<(T Thing, Exception Error)> Failed, IReadOnlyList<(T Thing, StorageException Error)> Refused, IReadOnlyList<T> Untried)
{
    public static Sifted<T> Nothing { get; } = new([], [], []);
}
