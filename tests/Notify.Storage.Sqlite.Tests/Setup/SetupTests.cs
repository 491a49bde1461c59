using Microsoft.Extensions.DependencyInjection;
using Notify.Contacts;
using Notify.Storage.Sqlite.Database;
using Notify.Storage.Sqlite.Setup;
using Notify.Storage.Sqlite.Tests.Support;

namespace Notify.Storage.Sqlite.Tests.Setup;

public sealed class SetupTests : IAsyncDisposable
{
    private readonly SqliteFixture _fixture = new();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Prepare_makes_folder_and_file_and_brings_it_to_the_latest_version()
    {
        await _fixture.CreateAsync();

        Read("PRAGMA user_version").Should().Be($"{Migrations.Latest}");
        Read("PRAGMA journal_mode").Should().Be("wal");
    }

    [Fact]
    public async Task Prepare_by_many_at_once_leaves_one_good_database()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => _fixture.OpenAsync())));

        await Task.WhenAll(stores.Select((s, i) => s.Gates.CloseAsync([new(new() { Tenant = $"t{i}" }, "operator", "test", null)], default)));
        (await stores[0].Gates.ReadAsync(default)).Should().HaveCount(6);
    }

    [Fact]
    public async Task Prepare_of_a_new_file_without_migration_says_what_to_do() =>
        await _fixture.Invoking(f => f.OpenAsync(o => o.MigrateOnStart = false)).Should().ThrowAsync<InvalidOperationException>()
            .WithMessage("*is at version 0 and this package needs*Start one host with MigrateOnStart = true in UseSqlite(o => …).");

    [Fact]
    public async Task Prepare_without_migration_takes_a_database_that_is_up_to_date()
    {
        await _fixture.CreateAsync();

        await _fixture.Invoking(f => f.OpenAsync(o => o.MigrateOnStart = false)).Should().NotThrowAsync();
    }

    [Fact]
    public async Task Prepare_brings_a_first_version_forward_and_keeps_what_it_holds()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_fixture.File)!);
        Write($"{Migrations.Sql(1)} PRAGMA application_id = {0x4E746679}; PRAGMA user_version = 1");
        Write("INSERT INTO contact (id, tenant, kind, value) VALUES (zeroblob(16), 'acme', 'phone', '+250788000001')");
        Write("INSERT INTO contact_address (tenant, kind, value, contact_id) VALUES ('acme', 'phone', '+250788000001', zeroblob(16))");

        var store = await _fixture.OpenAsync();

        Read("PRAGMA user_version").Should().Be($"{Migrations.Latest}");
        var key = new ContactKey("acme", Address.Phone("+250788000001"));
        (await store.Contacts.FindAsync([key], default)).Contacts[0]!.Id.Should().Be(Guid.Empty);
        (await store.Erasure.EraseAsync(new ErasureRequest(key, "asked", "app"), default)).WasKnown.Should().BeTrue();
        Read("SELECT length(value) FROM secret").Should().Be("32");
    }

    [Fact]
    public async Task Prepare_tells_a_held_fallback_whose_clock_has_not_begun_what_it_waits_for()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_fixture.File)!);
        Write($"{string.Concat(Enumerable.Range(1, 5).Select(Migrations.Sql))} PRAGMA application_id = {0x4E746679}; PRAGMA user_version = 5");
        Write("INSERT INTO flow VALUES (1, 'acme', 'whatsapp', 'main', 'orders', 'order_paid', 2), (2, 'acme', 'sms', 'main', 'orders', 'order_paid', 2)");
        Write("""
            INSERT INTO delivery (id, tenant, flow_id, contact_id, state, due_at, queued_at, updated_at, template_version, primary_id, falls_after) VALUES
              (zeroblob(16), 'acme', 1, zeroblob(16), 1, 0, 0, 0, 1, NULL, NULL), (randomblob(16), 'acme', 2, zeroblob(16), 12, 0, 0, 0, 1, zeroblob(16), 300000)
            """);

        await _fixture.OpenAsync();

        Read("SELECT falls_from FROM delivery WHERE state = 12").Should().Be("whatsapp");
    }

    [Fact]
    public async Task Prepare_of_a_newer_database_says_to_update_the_package()
    {
        await _fixture.CreateAsync();
        Write("PRAGMA user_version = 999");

        await _fixture.Invoking(f => f.OpenAsync()).Should().ThrowAsync<InvalidOperationException>()
            .WithMessage("*is at version 999*Update Notify.Storage.Sqlite.");
    }

    [Fact]
    public async Task Prepare_of_another_programs_database_leaves_it_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_fixture.File)!);
        Write("CREATE TABLE theirs (a)");

        await _fixture.Invoking(f => f.OpenAsync()).Should().ThrowAsync<InvalidOperationException>()
            .WithMessage("*belongs to another program*");
        Read("SELECT group_concat(name) FROM sqlite_schema").Should().Be("theirs");
    }

    [Fact]
    public async Task Prepare_of_what_is_no_database_is_a_storage_failure()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_fixture.File)!);
        await File.WriteAllTextAsync(_fixture.File, string.Concat(Enumerable.Repeat("no database ", 1000)));

        await _fixture.Invoking(f => f.OpenAsync()).Should().ThrowAsync<StorageException>();
    }

    [Fact]
    public async Task A_store_without_a_clock_of_its_own_takes_SQLites()
    {
        var store = await _fixture.OpenAsync(o => o.Now = null);

        var now = (await store.Contacts.FindAsync([], default)).Now;

        now.Should().BeCloseTo(TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(1));
    }

    private string? Read(string sql)
    {
        using var connection = new Connection(_fixture.File, TimeSpan.FromSeconds(30));
        return connection.Scalar(sql);
    }

    private void Write(string sql)
    {
        using var connection = new Connection(_fixture.File, TimeSpan.FromSeconds(30));
        connection.Execute(sql);
    }
}
