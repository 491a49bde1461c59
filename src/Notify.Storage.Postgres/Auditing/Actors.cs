namespace Notify.Storage.Postgres.Auditing;

/// <summary>The numbers, in table <c>actor</c>, of those who are neither a person nor a worker. The first migration writes them.</summary>
internal static class Actors
{
    public const int App = 1;
    public const int Receipt = 2;
    public const int Maintenance = 3;
}
