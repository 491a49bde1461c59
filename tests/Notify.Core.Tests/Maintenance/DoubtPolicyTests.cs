namespace Notify.Core.Tests.Maintenance;

/// <summary>Whose word counts when a send is in doubt.</summary>
public sealed class DoubtPolicyTests
{
    private static readonly TemplateDoubt Resend = new(UnconfirmedAction.Resend, TimeSpan.Zero);

    [Fact]
    public async Task RunOnce_doubt_policy_of_another_tenants_template_sends_nothing_again()
    {
        await using var app = Create();
        await app.Store.SaveAsync(A.Template("code", "Hello"), A.Template("code", "Hello", tenant: "other") with { Unconfirmed = Resend });

        await RunInDoubtAsync(app, "default");

        app.Sender.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task RunOnce_own_template_without_a_doubt_policy_hides_that_of_the_shared_one()
    {
        await using var app = Create();
        await app.Store.SaveAsync(A.Template("code", "Hello") with { Unconfirmed = Resend }, A.Template("code", "Hello", tenant: "default"));

        await RunInDoubtAsync(app, "default");

        app.Sender.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task RunOnce_doubt_policy_of_the_shared_template_sends_again()
    {
        await using var app = Create();
        await app.Store.SaveAsync(A.Template("code", "Hello") with { Unconfirmed = Resend });

        await RunInDoubtAsync(app, "default");

        app.Sender.Requests.Should().HaveCount(2);
    }

    private static TestApp Create() => TestApp.Create(n => n.ConfigureReceipts(r => r.Unconfirmed = UnconfirmedAction.Never));

    private static async Task RunInDoubtAsync(TestApp app, string tenant)
    {
        app.Sender.AnswerNext(Outcome.Unknown("timeout", null));
        var notification = A.Note("code");
        notification.Tenant = tenant;
        await app.QueueAsync(notification);
        await app.RunOnceAsync();
        app.Advance(TimeSpan.FromSeconds(10));
        await app.RunOnceAsync();
    }
}
