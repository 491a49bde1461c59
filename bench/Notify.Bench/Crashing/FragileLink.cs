using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Notify.Bench.Crashing;

/// <summary>The way to a server on this machine, whose connections can be broken: at any moment, before the request, after it or within the answer.</summary>
internal sealed class FragileLink : IAsyncDisposable
{
    private readonly IPEndPoint _server;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<long, Socket> _clients = new();
    private readonly Task _accepting;
    private long _last;

    /// <param name="server">Where it leads.</param>
    public FragileLink(Uri server)
    {
        _server = new IPEndPoint(IPAddress.Loopback, server.Port);
        _listener.Start();
        Address = new UriBuilder(server) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>Breaks some of the connections that are open.</summary>
    /// <param name="random">Picks them.</param>
    /// <param name="most">How many at most.</param>
    /// <returns>How many there were to break.</returns>
    public int Break(Random random, int most)
    {
        var broken = 0;
        foreach (var (id, _) in _clients.ToArray().OrderBy(_ => random.Next()).Take(most))
        {
            if (_clients.TryRemove(id, out var client))
            {
                Reset(client);
                broken++;
            }
        }

        return broken;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        foreach (var client in _clients.Values)
        {
            Reset(client);
        }

        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stopping.Token);
                _ = RelayAsync(Interlocked.Increment(ref _last), client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The run is over.
        }
    }

    private async Task RelayAsync(long id, Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        _clients[id] = client;
        try
        {
            await server.ConnectAsync(_server, _stopping.Token);
            await Task.WhenAny(CopyAsync(client, server), CopyAsync(server, client));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // As if the server were away.
        }

        _clients.TryRemove(id, out _);
        Reset(client);
    }

    // Ends when either end does; never throws.
    private static async Task CopyAsync(Socket from, Socket to)
    {
        try
        {
            await using var source = new NetworkStream(from);
            await using var target = new NetworkStream(to);
            await source.CopyToAsync(target);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // Broken, which is what it is for.
        }
    }

    // With a reset, so that the other end knows at once.
    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is gone.
        }

        socket.Dispose();
    }
}
