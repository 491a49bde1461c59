using System.Net;
using Microsoft.AspNetCore.Builder;
using Notify.AspNetCore.Tests.Support;

namespace Notify.AspNetCore.Tests.Webhooks;

public class MappingTests
{
    [Fact]
    public async Task MapNotifyWebhooks_twice_maps_once()
    {
        await using var app = await TestApp.StartAsync(a => a.MapNotifyWebhooks().Should().BeSameAs(a.MapNotifyWebhooks()));

        (await app.PostAsync($"/notify/webhooks/pager/report/{FakeReader.Secret}", new StringContent("x"))).Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/hooks")]
    [InlineData("/hooks/")]
    public async Task MapNotifyWebhooks_takes_another_prefix(string prefix)
    {
        await using var app = await TestApp.StartAsync(a => a.MapNotifyWebhooks(prefix));

        (await app.PostAsync($"/hooks/pager/report/{FakeReader.Secret}", new StringContent("x"))).Should().Be(HttpStatusCode.OK);
        (await app.PostAsync($"/notify/webhooks/pager/report/{FakeReader.Secret}", new StringContent("x"))).Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task MapNotifyWebhooks_works_in_a_group()
    {
        await using var app = await TestApp.StartAsync(a => a.MapGroup("/a").MapNotifyWebhooks("/b"));

        (await app.PostAsync($"/a/b/pager/report/{FakeReader.Secret}", new StringContent("x"))).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Map_without_Notify_says_what_to_call()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();

        app.Invoking(a => a.MapNotifyWebhooks()).Should().Throw<InvalidOperationException>().WithMessage("*AddNotify*");
        app.Invoking(a => a.MapNotifyRunOnce()).Should().Throw<InvalidOperationException>().WithMessage("*AddRunOnce*");
    }
}
