using Npgsql;

namespace Notify.Storage.Postgres.Database;

/// <summary>Makes the data source of a connection string, with what the store needs where the string does not say otherwise.</summary>
internal static class DataSources
{
    private const int PoolSize = 4;
    private const int Prepared = 30;

    public static NpgsqlDataSource Create(PostgresOptions options)
    {
        var text = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        SetDefault(text, "Maximum Pool Size", PoolSize);
        SetDefault(text, "Application Name", "notify");
        SetDefault(text, "Command Timeout", (int)options.CommandTimeout.TotalSeconds);
        if (options.UsesTransactionPooler)
        {
            text.MaxAutoPrepare = 0;
            text.NoResetOnClose = true;
        }
        else
        {
            SetDefault(text, "Max Auto Prepare", Prepared);
            SetDefault(text, "Auto Prepare Min Usages", 2);
        }

        return new NpgsqlDataSourceBuilder(text.ConnectionString).Build();
    }

    /// <summary>How the listener connects: outside the pool, whose places are the workers'.</summary>
    public static string ListenerText(PostgresOptions options)
    {
        var text = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false, MaxAutoPrepare = 0 };
        SetDefault(text, "Application Name", "notify listener");
        SetDefault(text, "Command Timeout", (int)options.CommandTimeout.TotalSeconds);
        return text.ConnectionString;
    }

    private static void SetDefault(NpgsqlConnectionStringBuilder text, string key, object value)
    {
        if (!text.ShouldSerialize(key))
        {
            text[key] = value;
        }
    }
}
