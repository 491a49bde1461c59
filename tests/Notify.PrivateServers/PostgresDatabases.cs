using Npgsql;

namespace Notify.PrivateServers;

/// <summary>Makes and drops databases of a server.</summary>
/// <param name="connectionString">To a database of the server, as somebody who may create others.</param>
public sealed class PostgresDatabases(string connectionString)
{
    /// <summary>Makes a database of a name of its own, and returns how to connect to it.</summary>
    /// <param name="template">The name of the database it is a copy of; nobody may be connected to that one.</param>
    public async Task<string> CreateAsync(string? template = null)
    {
        var name = $"notify_{Guid.NewGuid():N}";
        await RunAsync($"CREATE DATABASE {name}{(template is null ? "" : $" TEMPLATE \"{template}\"")}");
        return new NpgsqlConnectionStringBuilder(connectionString) { Database = name }.ConnectionString;
    }

    /// <summary>Drops a database; whoever is connected to it is thrown out.</summary>
    /// <param name="database">What <see cref="CreateAsync"/> returned.</param>
    public Task DropAsync(string database) =>
        RunAsync($"DROP DATABASE IF EXISTS \"{new NpgsqlConnectionStringBuilder(database).Database}\" WITH (FORCE)");

    private async Task RunAsync(string sql)
    {
        await using var source = new NpgsqlDataSourceBuilder(connectionString).ConfigureTypeLoading(types => types.EnableTypeLoading(false)).Build();
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
