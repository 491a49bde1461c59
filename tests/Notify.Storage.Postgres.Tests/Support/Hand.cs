using System.Threading.Channels;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Support;

/// <summary>A connection of the test's own that listens.</summary>
internal sealed class Hand : IAsyncDisposable
{
    private readonly Channel<string> _heard = System.Threading.Channels.Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _stopping = new();
    private readonly NpgsqlConnection _connection;
    private readonly Task _listening;

    private Hand(NpgsqlConnection connection)
    {
        _connection = connection;
        connection.Notification += (_, heard) => _heard.Writer.TryWrite(heard.Payload);
        _listening = ListenAsync();
    }

    public static async Task<Hand> ListenAsync(string database, string channel)
    {
        var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"LISTEN {channel}", connection);
        await command.ExecuteNonQueryAsync();
        return new Hand(connection);
    }

    /// <summary>The payload of the next notification, in the order of their commits.</summary>
    public async Task<string> NextAsync() => await _heard.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _listening;
        await _connection.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                await _connection.WaitAsync(_stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
