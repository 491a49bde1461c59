namespace Notify.Storage.Postgres.Deliveries;

/// <summary>Where a row of the trail comes from. The numbers are those of the statement.</summary>
internal enum TrailSource
{
    Message = 0,
    History = 1,
    Live = 2,
    Audit = 3,
}
