namespace Notify.Bench.Crashing;

/// <summary>What a run of <c>crash</c> is made of.</summary>
/// <param name="Kills">How often a worker is killed.</param>
/// <param name="Workers">Worker processes side by side.</param>
/// <param name="Rate">Notifications queued a second.</param>
/// <param name="Seed">Decides recipients and moments, as far as the machine repeats itself.</param>
/// <param name="ResendsAtOnce">Whether sends in doubt are sent again without waiting: doubles must follow.</param>
internal sealed record CrashOptions(int Kills, int Workers, int Rate, int Seed, bool ResendsAtOnce);
