namespace Notify.EndToEnd.Tests.Receiving;

/// <summary>A clock that goes as the machine's does, ahead of it.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
