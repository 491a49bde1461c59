using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Options;
using Npgsql;
using Notify.Storage.Postgres.Setup;

namespace Notify.Storage.Postgres.Database;

/// <summary>Opens connections, runs operations in them and turns what goes wrong into <see cref="StorageException"/>.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable, IDisposable
{
    private const int Tries = 5;

    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly PostgresOptions _options;
    private readonly Lazy<NpgsqlDataSource> _source;
    private readonly HomeDatabase _home;
    private int _breaks;

    public PostgresDatabase(IOptions<PostgresOptions> options)
    {
        _options = options.Value;
        _home = new HomeDatabase(this);
        _source = new Lazy<NpgsqlDataSource>(() => _options.DataSource ?? DataSources.Create(_options));
    }

    /// <summary>The schema's name, as it is written in SQL.</summary>
    public string Schema => SchemaName.Quote(_options.Schema);

    public PostgresOptions Options => _options;

    public NpgsqlDataSource Source => _source.Value;

    /// <summary>How many operations have failed by a connection that broke, or could not be had.</summary>
    public int Breaks => Volatile.Read(ref _breaks);

    /// <summary>The channel workers are woken by, or null where that is switched off.</summary>
    public string? WakeChannel => _options.Listen ? $"{_options.Schema}_work" : null;

    /// <summary>The same, or null where nobody can listen here: a pooler in transaction mode lets NOTIFY through, and not what comes of LISTEN.</summary>
    public string? ListenChannel => _options.UsesTransactionPooler ? null : WakeChannel;

    public string WithSchema(string sql) => _texts.GetOrAdd(sql, static (text, schema) => text.Replace("{schema}", schema, StringComparison.Ordinal), Schema);

    /// <summary>One statement, or several that need not see the same moment: no transaction around them. Nothing may be written in more than one.</summary>
    public Task<T> RunAsync<T>(string operation, Func<Session, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        GuardAsync(operation, work, inTransaction: false, cancellationToken);

    /// <summary>A transaction. Run again from the start where the database asked for it (a deadlock), so it may keep nothing of an earlier try.</summary>
    public Task<T> WriteAsync<T>(string operation, Func<Session, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        GuardAsync(operation, work, inTransaction: true, cancellationToken);

    /// <summary>
    /// Inside a transaction of the app's own. What fails leaves it to the caller: nothing is tried again, and nothing is stored unless the caller commits.
    /// </summary>
    /// <exception cref="NotSupportedException">It is not one of Npgsql's, has ended, sees no commits of others, or is on another database.</exception>
    public async Task<T> JoinAsync<T>(
        string operation, DbTransaction transaction, Func<Session, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var (callers, connection) = CallersTransaction.Open(transaction);
        try
        {
            var session = new Session(this, connection, callers, isCallers: true);
            return await _home.IsReachedByAsync(session, cancellationToken).ConfigureAwait(false)
                ? await work(session, cancellationToken).ConfigureAwait(false)
                : throw CallersTransaction.Elsewhere(connection.Database);
        }
        catch (Exception e) when (Failures.IsOfStorage(e, cancellationToken))
        {
            throw Failures.InCallersTransaction(operation, e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_options.DataSource is null && _source.IsValueCreated)
        {
            await _source.Value.DisposeAsync().ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        if (_options.DataSource is null && _source.IsValueCreated)
        {
            _source.Value.Dispose();
        }
    }

    private async Task<T> GuardAsync<T>(
        string operation, Func<Session, CancellationToken, Task<T>> work, bool inTransaction, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var reached = false;
            try
            {
                var connection = await Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                await using var _ = connection.ConfigureAwait(false);
                reached = true;
                return inTransaction
                    ? await InTransactionAsync(connection, work, cancellationToken).ConfigureAwait(false)
                    : await work(new Session(this, connection, null), cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresException e) when (Failures.MayBeTriedAgain(e) && attempt < Tries)
            {
                // It was rolled back: nothing is lost by beginning again.
            }
            catch (Exception e) when (Failures.IsOfStorage(e, cancellationToken))
            {
                if (!Failures.IsReported(e))
                {
                    Interlocked.Increment(ref _breaks);
                }

                throw Failures.Translate(operation, e, reached);
            }
        }
    }

    private async Task<T> InTransactionAsync<T>(NpgsqlConnection connection, Func<Session, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = transaction.ConfigureAwait(false);
        var result = await work(new Session(this, connection, transaction), cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        return result;
    }
}
