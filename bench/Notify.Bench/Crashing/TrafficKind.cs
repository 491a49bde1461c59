namespace Notify.Bench.Crashing;

/// <summary>How the emulator treats some of the recipients.</summary>
/// <param name="Share">So many of a hundred.</param>
/// <param name="Digit">The kind of magic number.</param>
/// <param name="Argument">Its argument.</param>
/// <param name="IsSilent">Whether nobody can know what became of a send in doubt, because no receipt comes.</param>
/// <param name="Priority">Its lane.</param>
internal sealed record TrafficKind(int Share, int Digit, Func<Random, int> Argument, bool IsSilent = false, Priority Priority = Priority.Normal);
