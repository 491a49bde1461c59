using System.Net;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Notify.Sample.Worker.Talking;

namespace Notify.EndToEnd.Tests.Talking;

public sealed class HttpChatClientTests
{
    private static readonly ChatSettings Settings = new() { Endpoint = new Uri("http://model.example/v1/"), Model = "small", Key = "key-1" };

    [Fact]
    public async Task Messages_go_to_the_model_with_the_key_and_its_answer_and_tokens_come_back()
    {
        using var wire = new Wire(HttpStatusCode.OK, """{"choices":[{"message":{"role":"assistant","content":"From 8 to 5."}}],"usage":{"total_tokens":42}}""");
        using var client = new HttpChatClient(new HttpClient(wire), Settings);

        var answer = await client.GetResponseAsync([new(ChatRole.System, "Be brief."), new(ChatRole.User, "When?")], new ChatOptions { MaxOutputTokens = 50 });

        (answer.Text, answer.Usage!.TotalTokenCount).Should().Be(("From 8 to 5.", 42));
        (wire.Address, wire.Authorization).Should().Be(("http://model.example/v1/chat/completions", "Bearer key-1"));
        var sent = JsonDocument.Parse(wire.Body!).RootElement;
        (sent.GetProperty("model").GetString(), sent.GetProperty("max_tokens").GetInt32()).Should().Be(("small", 50));
        sent.GetProperty("messages").EnumerateArray().Select(m => $"{m.GetProperty("role")}: {m.GetProperty("content")}").Should().Equal("system: Be brief.", "user: When?");
    }

    [Theory]
    [InlineData("max_completion_tokens", "model messages max_completion_tokens")]
    [InlineData("", "model messages")]
    public async Task Limit_has_the_name_the_server_knows_or_is_left_out(string name, string fields)
    {
        using var wire = new Wire(HttpStatusCode.OK, """{"choices":[{"message":{"role":"assistant","content":"From 8 to 5."}}]}""");
        using var client = new HttpChatClient(new HttpClient(wire), new ChatSettings { Endpoint = Settings.Endpoint, Model = "small", MaxTokensName = name });

        await client.GetResponseAsync([new(ChatRole.User, "When?")], new ChatOptions { MaxOutputTokens = 50 });

        JsonDocument.Parse(wire.Body!).RootElement.EnumerateObject().Select(f => f.Name).Should().Equal(fields.Split(' '));
    }

    [Fact]
    public async Task Model_that_refuses_is_an_exception_which_Notify_answers_with_a_fixed_reply()
    {
        using var wire = new Wire(HttpStatusCode.TooManyRequests, "{}");
        using var client = new HttpChatClient(new HttpClient(wire), Settings);

        var act = () => client.GetResponseAsync([new(ChatRole.User, "When?")]);

        await act.Should().ThrowAsync<HttpRequestException>();
    }

    private sealed class Wire(HttpStatusCode status, string answer) : HttpMessageHandler
    {
        public string? Address { get; private set; }

        public string? Authorization { get; private set; }

        public string? Body { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (Address, Authorization) = (request.RequestUri!.AbsoluteUri, request.Headers.Authorization?.ToString());
            Body = await request.Content!.ReadAsStringAsync(cancellationToken);
            return new HttpResponseMessage(status) { Content = new StringContent(answer) };
        }
    }
}
