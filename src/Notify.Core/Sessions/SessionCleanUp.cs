namespace Notify.Sessions;

/// <summary>What a clean-up did.</summary>
/// <param name="Closed">Sessions that had expired and are closed now.</param>
/// <param name="Removed">Sessions that ended long ago and are gone.</param>
public sealed record SessionCleanUp(int Closed, int Removed);
