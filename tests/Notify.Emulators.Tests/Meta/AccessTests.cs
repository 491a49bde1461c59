using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Notify.Emulators.Tests.Support;

namespace Notify.Emulators.Tests.Meta;

public sealed class AccessTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private const string Recipient = "+250788000001";
    private static readonly string Path = $"/v25.0/{MetaClient.PhoneNumberId}/messages";

    [Fact]
    public async Task Send_without_token_answers_190_in_Metas_shape()
    {
        var answer = await PostAsync(Path, authorization: null);

        answer.Status.Should().Be(HttpStatusCode.Unauthorized);
        answer.Code.Should().Be(190);
        answer.Error.GetProperty("type").GetString().Should().Be("OAuthException");
        answer.Error.GetProperty("message").GetString().Should().StartWith("(#190) ");
        answer.Error.GetProperty("error_data").GetProperty("messaging_product").GetString().Should().Be("whatsapp");
        answer.Error.GetProperty("fbtrace_id").GetString().Should().NotBeNullOrEmpty();
    }

    [Fact]
    public async Task Answers_escape_only_what_JSON_must()
    {
        await fixture.Client.SendTextAsync("+250788000099");

        (await fixture.Client.Http.GetStringAsync("/_emulator/accepted")).Should().Contain("\"+250788000099\"");
        using var http = new HttpClient { BaseAddress = fixture.Emulator.BaseAddress };
        using var refused = await http.GetAsync("/v25.0/1/message_templates");
        (await refused.Content.ReadAsStringAsync()).Should().Contain("'Authorization: Bearer'");
    }

    [Theory]
    [InlineData("Bearer other")]
    [InlineData("Bearer ")]
    [InlineData("Basic dGVzdA==")]
    public async Task Send_with_wrong_authorization_answers_190(string authorization)
        => (await PostAsync(Path, authorization)).Code.Should().Be(190);

    [Theory]
    [InlineData("/25.0/106540352242922/messages")]
    [InlineData("/v25/106540352242922/messages")]
    [InlineData("/vX.0/106540352242922/messages")]
    public async Task Send_to_a_path_without_version_answers_100(string path)
        => (await PostAsync(path)).Code.Should().Be(100);

    [Fact]
    public async Task Send_from_an_unknown_number_answers_100_with_subcode_33()
    {
        var answer = await PostAsync("/v25.0/999/messages");

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer.Code.Should().Be(100);
        answer.Error.GetProperty("error_subcode").GetInt32().Should().Be(33);
    }

    [Fact]
    public async Task Send_with_another_content_type_answers_100()
        => (await PostAsync(Path, contentType: "text/plain")).Code.Should().Be(100);

    [Fact]
    public async Task Unknown_path_answers_in_Metas_shape() => (await fixture.Client.GetAsync("/v25.0/nothing")).Code.Should().Be(100);

    [Fact]
    public async Task Refused_requests_are_not_in_the_list()
    {
        await PostAsync(Path, "Bearer other");
        await PostAsync("/v25.0/999/messages");

        fixture.Emulator.Accepted.Should().NotContain(message => message.To == Recipient);
    }

    private async Task<Answer> PostAsync(string path, string? authorization = "Bearer " + MetaClient.Token, string contentType = "application/json")
    {
        using var http = new HttpClient { BaseAddress = fixture.Emulator.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new StringContent(MetaClient.Text(Recipient), Encoding.UTF8, MediaTypeHeaderValue.Parse(contentType));
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await http.SendAsync(request);
        return await MetaClient.ReadAsync(response);
    }
}
