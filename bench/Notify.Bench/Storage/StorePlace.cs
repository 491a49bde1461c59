using Microsoft.Extensions.DependencyInjection;
using Notify.Hosting;

namespace Notify.Bench.Storage;

/// <summary>Where a run keeps its data: a SQLite file, or a schema of a PostgreSQL database. Travels to child processes.</summary>
/// <param name="Kind"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="Location">The file, or the connection string.</param>
/// <param name="Schema">The schema; empty for SQLite.</param>
internal sealed record StorePlace(string Kind, string Location, string Schema = "")
{
    public bool IsPostgres => Kind == "postgres";

    public void Use(INotifyBuilder notify)
    {
        if (IsPostgres)
        {
            notify.UsePostgres(o => (o.ConnectionString, o.Schema, o.MigrateOnStart) = (Location, Schema, true));
        }
        else
        {
            notify.UseSqlite(Location);
        }
    }
}
