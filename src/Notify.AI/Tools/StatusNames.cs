using Notify.Sessions;

namespace Notify.AI.Tools;

/// <summary>Where a session stands, as agents write it.</summary>
internal static class StatusNames
{
    private static readonly (string Name, SessionStatus Status)[] All = [("active", SessionStatus.Active), ("follow_up", SessionStatus.FollowUp), ("closed", SessionStatus.Closed)];

    public static string Of(SessionStatus status) => All.First(a => a.Status == status).Name;

    public static SessionStatus? Parse(string? name) => Array.Find(All, a => a.Name == name) is { Name: not null } found ? found.Status : null;
}
