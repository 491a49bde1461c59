using Microsoft.Extensions.Options;
using Npgsql;

namespace Notify.Storage.Postgres.Setup;

/// <summary>Refuses options that cannot work, at start, naming the key and the remedy. Says nothing of what a connection string holds.</summary>
internal sealed class PostgresOptionsValidator : IValidateOptions<PostgresOptions>
{
    private const string Example = "Host=db;Database=app;Username=notify;Password=…";

    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(10);

    public ValidateOptionsResult Validate(string? name, PostgresOptions options)
    {
        var failures = new List<string>();
        if (options.DataSource is not null && !string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            failures.Add("Postgres:ConnectionString and Postgres:DataSource are both given. Keep one.");
        }
        else if (options.DataSource is { } source)
        {
            CheckConnection(failures, "Postgres:DataSource", new NpgsqlConnectionStringBuilder(source.ConnectionString), options);
        }
        else
        {
            CheckText(failures, options);
        }

        if (!SchemaName.IsValid(options.Schema))
        {
            failures.Add($"Postgres:Schema is '{options.Schema}'. Use {SchemaName.Rule}.");
        }

        if (options.CommandTimeout < ShortestTimeout || options.CommandTimeout > LongestTimeout)
        {
            failures.Add($"Postgres:CommandTimeout is {options.CommandTimeout}. Set it between {ShortestTimeout} and {LongestTimeout}.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckText(List<string> failures, PostgresOptions options)
    {
        var text = options.ConnectionString;
        if (string.IsNullOrWhiteSpace(text))
        {
            failures.Add($"Postgres:ConnectionString is empty. Say where the database is, for instance UsePostgres(\"{Example}\"), or give UsePostgres an NpgsqlDataSource.");
        }
        else if (text.Contains("://", StringComparison.Ordinal) && !text.Contains('='))
        {
            failures.Add($"Postgres:ConnectionString is a URL. Write it as keys and values: {Example}.");
        }
        else if (Read(text) is not { } connection)
        {
            failures.Add($"Postgres:ConnectionString cannot be read: it has a key Npgsql does not know, or a value it cannot have. Write it as {Example}; values with ';' or '=' in quotes.");
        }
        else if (string.IsNullOrWhiteSpace(connection.Host))
        {
            failures.Add($"Postgres:ConnectionString names no Host. Write it as {Example}.");
        }
        else
        {
            CheckConnection(failures, "Postgres:ConnectionString", connection, options);
        }
    }

    private static void CheckConnection(List<string> failures, string key, NpgsqlConnectionStringBuilder connection, PostgresOptions options)
    {
        if (options.UsesTransactionPooler && connection.MaxAutoPrepare > 0)
        {
            failures.Add($"{key} has 'Max Auto Prepare' and Postgres:UsesTransactionPooler is true: a pooler in transaction mode cannot keep what is prepared. Take one of them away.");
        }

        if (connection.Multiplexing)
        {
            failures.Add($"{key} has 'Multiplexing', which the store's transactions gain nothing from and its listener cannot use. Take it away.");
        }
    }

    private static NpgsqlConnectionStringBuilder? Read(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return null;
        }
    }
}
