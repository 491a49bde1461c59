using System.Net.Sockets;
using Notify.PrivateServers;
using Notify.Storage.Postgres.Tests.Support;
using Npgsql;

namespace Notify.Storage.Postgres.Tests.Servers;

public sealed class PrivatePostgresTests
{
    [Fact]
    public async Task CreateAsync_as_it_comes_gives_a_fast_server_and_as_many_databases_as_asked_for()
    {
        await using var server = await PrivatePostgres.CreateAsync();

        var first = await server.Databases.CreateAsync();
        var second = await server.Databases.CreateAsync();

        first.Should().NotBe(second);
        (await Sql.ScalarAsync<string>(first, "SHOW fsync")).Should().Be("off");
        (await Sql.ScalarAsync<string>(first, "SHOW synchronous_commit")).Should().Be("on", "a killed server loses nothing that is committed");
        (await Sql.ScalarAsync<string>(second, "SHOW server_version")).Should().StartWith($"{server.Version.Major}");
        server.Version.Major.Should().BeGreaterThanOrEqualTo(13);
    }

    [Fact]
    public async Task CreateAsync_durable_leaves_the_settings_of_production_and_takes_others()
    {
        await using var server = await PrivatePostgres.CreateAsync(new PrivatePostgresOptions
        {
            Durable = true,
            Settings = new Dictionary<string, string> { ["shared_buffers"] = "64MB" },
        });

        (await Sql.ScalarAsync<string>(server.ConnectionString, "SHOW fsync")).Should().Be("on");
        (await Sql.ScalarAsync<string>(server.ConnectionString, "SHOW synchronous_commit")).Should().Be("on");
        (await Sql.ScalarAsync<string>(server.ConnectionString, "SHOW shared_buffers")).Should().Be("64MB");
    }

    [Fact]
    public async Task CreateAsync_with_a_wrong_setting_says_what_the_server_said()
    {
        var starting = () => PrivatePostgres.CreateAsync(new PrivatePostgresOptions
        {
            Settings = new Dictionary<string, string> { ["no_such_setting"] = "1" },
        });

        (await starting.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*no_such_setting*");
    }

    [Theory]
    [InlineData(StopMode.Fast)]
    [InlineData(StopMode.Immediate)]
    public async Task RestartAsync_keeps_the_port_and_what_was_committed(StopMode mode)
    {
        await using var server = await PrivatePostgres.CreateAsync(new PrivatePostgresOptions { Durable = true });
        await Sql.RunAsync(server.ConnectionString, "CREATE TABLE kept AS SELECT 7 AS number");
        var before = server.ProcessId;

        await server.RestartAsync(mode);

        (await Sql.ScalarAsync<int>(server.ConnectionString, "SELECT number FROM kept")).Should().Be(7);
        server.ProcessId.Should().NotBe(before);
    }

    [Fact]
    public async Task StopAsync_leaves_nobody_on_the_port()
    {
        await using var server = await PrivatePostgres.CreateAsync();

        await server.StopAsync();

        Answers(server.Port).Should().BeFalse();
    }

    [Fact]
    public async Task DisposeAsync_ends_the_server_and_removes_its_folder()
    {
        var server = await PrivatePostgres.CreateAsync();
        Directory.Exists(server.Folder).Should().BeTrue();

        await server.DisposeAsync();

        Directory.Exists(server.Folder).Should().BeFalse();
        Answers(server.Port).Should().BeFalse();
    }

    [Fact]
    public async Task The_server_ends_when_its_parent_is_killed()
    {
        using var parent = ServersScript.StartUnderShell("postgres fsync=off");
        var ready = (await parent.StandardOutput.ReadLineAsync())!.Split(' ');
        var (folder, port) = (ready[1], int.Parse(ready[2]));
        Answers(port).Should().BeTrue();

        parent.Kill();

        await Eventually.TrueAsync(() => !Directory.Exists(folder), "its folder is removed");
        Answers(port).Should().BeFalse();
    }

    [Fact]
    public async Task A_folder_without_PostgreSQL_is_named()
    {
        using var parent = ServersScript.StartUnderShell("postgres", ("NOTIFY_POSTGRES_BIN", "/nowhere/bin"));

        (await parent.StandardError.ReadToEndAsync()).Should().Contain("NOTIFY_POSTGRES_BIN is '/nowhere/bin'");
    }

    private static bool Answers(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
