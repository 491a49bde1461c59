namespace Notify.Core.Tests.Templates;

public sealed class CatalogTests
{
    [Theory]
    [InlineData("fr-RW", "rw", "fr-rw rw fr en", "fr-rw")] // asked for
    [InlineData("fr-RW", "rw", "rw fr en", "rw")] // the contact's
    [InlineData("fr-RW", "sw-KE", "fr sw en", "fr")] // the language part of what was asked for
    [InlineData("de-CH", "sw-KE", "fr sw en", "sw")] // the language part of the contact's
    [InlineData("de-CH", "sw-KE", "fr en", "en")] // the default
    [InlineData(null, "rw", "rw en", "rw")]
    [InlineData(null, null, "rw en", "en")]
    [InlineData("fr_RW", null, "fr-RW en", "fr-RW")] // underscores and case do not matter
    [InlineData("FR", null, "fr en", "fr")]
    public async Task QueueAsync_locales_are_tried_in_order(string? asked, string? contact, string existing, string expected)
    {
        await using var app = TestApp.Create();
        await app.Store.SaveAsync([.. existing.Split(' ').Select(l => A.Template("greeting", $"in {l}", l))]);
        if (contact is not null)
        {
            await app.Contacts.SaveAsync("default", A.Number, new ContactPreferences { Locale = contact });
        }

        var notification = A.Note();
        notification.Locale = asked;
        await app.QueueAsync(notification);
        await app.RunOnceAsync();

        app.Sender.Requests.Single().Message.Text.Should().Be($"in {expected}");
    }

    [Fact]
    public async Task QueueAsync_no_locale_of_the_chain_is_an_unknown_template()
    {
        await using var app = TestApp.Create();
        await app.Store.SaveAsync(A.Template("greeting", "Muraho", "rw"));

        (await app.Notifier.QueueAsync([A.Note()]))[0].Errors.Single().Code.Should().Be(NotificationErrorCodes.TemplateUnknown);
    }

    [Fact]
    public async Task QueueAsync_tenants_own_template_wins_and_others_do_not_see_it()
    {
        await using var app = TestApp.Create();
        await app.Store.SaveAsync(A.Template("greeting", "shared"), A.Template("greeting", "acme's", tenant: "acme"));
        var theirs = A.Note();
        theirs.Tenant = "acme";

        await app.Notifier.QueueAsync([A.Note(), theirs]);
        await app.RunOnceAsync();

        app.Sender.Requests.Select(r => r.Message.Text).Should().BeEquivalentTo("shared", "acme's");
    }

    [Fact]
    public async Task QueueAsync_template_saved_a_moment_ago_elsewhere_is_found()
    {
        await using var app = TestApp.Create();
        await app.QueueAsync(A.Text());
        await app.Store.SaveAsync(A.Template("fresh", "Hello"));

        (await app.Notifier.QueueAsync(A.Note("fresh"))).Status.Should().Be(QueueStatus.Queued);
    }

    [Fact]
    public async Task RunOnce_pinned_version_is_used_while_newer_ones_come_and_go()
    {
        await using var app = TestApp.Create();
        for (var version = 1; version <= 3; version++)
        {
            await app.Store.SaveAsync(A.Template("greeting", $"version {version}"));
            app.Advance(TimeSpan.FromSeconds(6));
            var id = await app.QueueAsync(A.Note());
            (await app.Store.DeliveryAsync(id)).TemplateVersion.Should().Be(version);
        }

        await app.RunOnceAsync();

        app.Sender.Requests.Select(r => r.Message.Text).Should().BeEquivalentTo("version 1", "version 2", "version 3");
    }

    [Fact]
    public async Task AddTemplates_imported_twice_makes_no_new_versions_and_a_changed_file_makes_one()
    {
        using var folder = new TempFolder();
        using var store = new TestStore();

        (await ImportAsync(store, folder, "Hello")).Should().Be(1);
        (await ImportAsync(store, folder, "Hello")).Should().Be(0);
        (await ImportAsync(store, folder, "Hello again")).Should().Be(1);
        (await ImportAsync(store, folder, "Hello")).Should().Be(0, "an old file does not undo what is newer");

        (await store.Templates.LoadAsync(default)).Templates.Select(t => (t.Version, t.Content.Body)).Should().Equal((1, "Hello"), (2, "Hello again"));
    }

    private static async Task<int> ImportAsync(TestStore store, TempFolder folder, string body)
    {
        folder.With("core.json", $$"""
            { "domain": "core", "templates": [ { "key": "greeting", "channels": { "whatsapp": { "locales": { "en": { "body": "{{body}}" } } } } } ] }
            """);
        await using var app = TestApp.Create(n => n.AddTemplates(folder.Path), store);
        await app.QueueAsync(A.Note());
        return (int)app.Log.Of("NOTIFY_TEMPLATES_IMPORTED").Single().Values["Saved"]!;
    }
}
