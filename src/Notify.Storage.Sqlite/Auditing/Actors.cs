namespace Notify.Storage.Sqlite.Auditing;

/// <summary>Who did it, where that is not a person or a worker.</summary>
internal static class Actors
{
    public const string App = "app";
    public const string Receipt = "receipt";
    public const string Maintenance = "maintenance";
}
