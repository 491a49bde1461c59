using Notify.Deliveries;
using Notify.Messages;
using Notify.Outcomes;
using Notify.Templates;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="ITemplateStore"/> promises: versions that only grow, a switch, approvals, and a revision that tells.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class TemplateConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public async Task Load_of_an_empty_store_is_empty()
    {
        var set = await Store.Templates.LoadAsync(default);

        Assert.Empty(set.Templates);
        Assert.Empty(set.Approvals);
        Assert.Equal(await Store.Templates.GetRevisionAsync(default), set.Revision);
    }

    [Fact]
    public async Task Save_keeps_all_of_a_template()
    {
        var template = Work.Template() with
        {
            Tenant = Work.Tenant,
            Category = TemplateCategory.Authentication,
            Variables = ["name", "code"],
            Status = ApprovalStatus.Pending,
            Retry = new RetryPolicy { MaxAttempts = 2, RetryDelay = TimeSpan.FromSeconds(5) },
            Unconfirmed = new TemplateDoubt(UnconfirmedAction.Resend, TimeSpan.FromSeconds(20)),
            Audience = "who ordered",
            Trigger = "payment",
            IsActive = false,
            Content = new TemplateContent
            {
                Body = "Héllo {{name}}: {{code}}",
                ProviderName = "order_paid_v2",
                ProviderLanguage = "en_US",
                NamedParameters = false,
                Header = new TemplateHeader(Media: MediaKind.Image, Link: "https://example.com/{{code}}.png"),
                Footer = "Acme",
                Buttons = [new TemplateContentButton(TemplateButtonKind.Url, "Open", "https://example.com/{{code}}")],
            },
        };

        Assert.Equal(1, await Store.Templates.SaveAsync([template], default));

        var kept = Assert.Single((await Store.Templates.LoadAsync(default)).Templates);
        Assert.Equal((1, false), (kept.Version, kept.IsActive));
        Assert.Equal(TemplateJson.WriteContent(template), TemplateJson.WriteContent(kept));
    }

    [Fact]
    public async Task Save_of_the_same_again_is_no_new_version_and_no_new_revision()
    {
        await Store.Templates.SaveAsync([Work.Template()], default);
        var revision = await Store.Templates.GetRevisionAsync(default);

        Assert.Equal(0, await Store.Templates.SaveAsync([Work.Template() with { Version = 9 }], default));

        Assert.Equal(revision, await Store.Templates.GetRevisionAsync(default));
        Assert.Equal(1, Assert.Single((await Store.Templates.LoadAsync(default)).Templates).Version);
    }

    [Fact]
    public async Task Save_of_other_content_is_the_next_version_and_the_old_ones_stay()
    {
        await Store.Templates.SaveAsync([Work.Template("one")], default);

        Assert.Equal(1, await Store.Templates.SaveAsync([Work.Template("two")], default));

        Assert.Equal([(1, "one"), (2, "two")], await VersionsAsync());
    }

    [Fact]
    public async Task Save_of_an_old_file_does_not_undo_a_change()
    {
        await Store.Templates.SaveAsync([Work.Template("one")], default);
        await Store.Templates.SaveAsync([Work.Template("two")], default);

        Assert.Equal(0, await Store.Templates.SaveAsync([Work.Template("one")], default));

        Assert.Equal([(1, "one"), (2, "two")], await VersionsAsync());
    }

    [Fact]
    public async Task Save_of_several_at_once_counts_the_new_ones()
    {
        await Store.Templates.SaveAsync([Work.Template("one")], default);

        var added = await Store.Templates.SaveAsync([Work.Template("one"), Work.Template("two"), Work.Template("two"), Work.Template("three")], default);

        Assert.Equal(2, added);
        Assert.Equal([(1, "one"), (2, "two"), (3, "three")], await VersionsAsync());
    }

    [Fact]
    public async Task Save_numbers_every_key_channel_and_locale_on_its_own()
    {
        await Store.Templates.SaveAsync(
            [
                Work.Template(), Work.Template(key: "order_sent"), Work.Template(locale: "fr"),
                Work.Template() with { Channel = Channel.Sms },
            ],
            default);

        Assert.Equal([1, 1, 1, 1], (await Store.Templates.LoadAsync(default)).Templates.Select(t => t.Version));
    }

    [Fact]
    public async Task Save_raced_by_two_instances_makes_each_version_once()
    {
        var second = await Work.SecondAsync();

        var added = await Race.RunAsync(
            8, i => (i % 2 == 0 ? Store : second).Templates.SaveAsync([Work.Template("same"), Work.Template($"own {i}")], default));

        Assert.Equal(9, added.Sum());
        var versions = await VersionsAsync();
        Assert.Equal(Enumerable.Range(1, 9), versions.Select(v => v.Version));
        Assert.Single(versions, v => v.Body == "same");
    }

    [Fact]
    public async Task SetActive_switches_every_version_locale_and_channel_of_a_key()
    {
        await Store.Templates.SaveAsync(
            [
                Work.Template("one"), Work.Template("two"), Work.Template(locale: "fr"), Work.Template() with { Channel = Channel.Sms },
                Work.Template(key: "order_sent"),
            ],
            default);

        Assert.True(await Store.Templates.SetActiveAsync(null, "order_paid", false, default));
        Assert.All((await Store.Templates.LoadAsync(default)).Templates, t => Assert.Equal(t.Key != "order_paid", t.IsActive));

        Assert.True(await Store.Templates.SetActiveAsync(null, "order_paid", true, default));
        Assert.All((await Store.Templates.LoadAsync(default)).Templates, t => Assert.True(t.IsActive));
    }

    [Fact]
    public async Task SetActive_of_an_unknown_key_says_so() =>
        Assert.False(await Store.Templates.SetActiveAsync(null, "order_paid", false, default));

    [Fact]
    public async Task SetActive_is_not_undone_by_an_old_file()
    {
        await Store.Templates.SaveAsync([Work.Template()], default);
        await Store.Templates.SetActiveAsync(null, "order_paid", false, default);

        await Store.Templates.SaveAsync([Work.Template()], default);

        Assert.False(Assert.Single((await Store.Templates.LoadAsync(default)).Templates).IsActive);
    }

    [Fact]
    public async Task Save_of_a_new_version_leaves_a_key_switched_off()
    {
        await Store.Templates.SaveAsync([Work.Template("one")], default);
        await Store.Templates.SetActiveAsync(null, "order_paid", false, default);

        await Store.Templates.SaveAsync([Work.Template("two"), Work.Template(locale: "fr")], default);

        Assert.All((await Store.Templates.LoadAsync(default)).Templates, t => Assert.False(t.IsActive));
    }

    [Fact]
    public async Task SaveApprovals_keeps_the_last_word_per_account_name_and_language()
    {
        var approval = new Approval(Channel.WhatsApp, Work.Account, "order_paid", "en", ApprovalStatus.Pending);
        await Store.Templates.SaveApprovalsAsync([approval, approval with { Language = "fr" }, approval with { Account = "second" }], default);

        await Store.Templates.SaveApprovalsAsync([approval with { Status = ApprovalStatus.Approved }], default);

        var approvals = (await Store.Templates.LoadAsync(default)).Approvals;
        Assert.Equal(3, approvals.Count);
        Assert.Contains(approval with { Status = ApprovalStatus.Approved, SaidAt = Work.Now }, approvals);
        Assert.Contains(approval with { Language = "fr", SaidAt = Work.Now }, approvals);
        Assert.Contains(approval with { Account = "second", SaidAt = Work.Now }, approvals);
    }

    [Fact]
    public async Task Revision_grows_with_every_change_and_is_seen_by_another_instance()
    {
        var second = await Work.SecondAsync();
        var revisions = new List<long> { await second.Templates.GetRevisionAsync(default) };

        await Store.Templates.SaveAsync([Work.Template()], default);
        revisions.Add(await second.Templates.GetRevisionAsync(default));
        await Store.Templates.SetActiveAsync(null, "order_paid", false, default);
        revisions.Add(await second.Templates.GetRevisionAsync(default));
        await Store.Templates.SaveApprovalsAsync([new(Channel.WhatsApp, Work.Account, "order_paid", "en", ApprovalStatus.Paused)], default);
        revisions.Add(await second.Templates.GetRevisionAsync(default));

        Assert.Equal(revisions.Distinct().Order(), revisions);
        Assert.Equal(revisions[^1], (await second.Templates.LoadAsync(default)).Revision);
    }

    private async Task<IReadOnlyList<(int Version, string Body)>> VersionsAsync() =>
        [.. (await Store.Templates.LoadAsync(default)).Templates.Select(t => (t.Version, t.Content.Body)).OrderBy(t => t.Version)];
}
