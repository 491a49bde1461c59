using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notify.Emulators.Meta.Accepting;
using Notify.Emulators.Meta.Checking;
using Notify.Emulators.Meta.Errors;
using Notify.Emulators.Meta.Hosting;

namespace Notify.Emulators.Calls;

/// <summary>Stands in for a telephone system: on the page a call with a person ends, and the app is told so. Thread-safe.</summary>
internal sealed class CallEndpoints(AcceptedList list, ErrorAnswer errors) : IDisposable
{
    private const string CallId = "{callId}";
    private const int CallIdLength = 8;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(30) };
    private volatile CallTarget? _target;

    /// <summary>Whether there is an app to tell.</summary>
    public bool IsOffered => _target is not null;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut("/_emulator/calls", SetAsync);
        routes.MapPost("/_emulator/phone/conversations/{id}/call", EndAsync);
    }

    public void Dispose() => _http.Dispose();

    private static CallTarget? Read(JsonElement root, RequestCheck check)
    {
        check.Only(root, string.Empty, "url", "token", "body");
        var address = check.Text(root, string.Empty, "url");
        var token = check.Text(root, string.Empty, "token");
        var body = check.Object(root, string.Empty, "body");
        var isAddress = Uri.TryCreate(address, UriKind.Absolute, out var url) && OptionsCheck.IsWebAddress(url);
        check.Require(isAddress, () => MetaError.Request("The parameter url must be an absolute http:// or https:// address."));
        return check.Error is null ? new CallTarget(url!, token, body.GetRawText()) : null;
    }

    private async Task SetAsync(HttpContext context)
    {
        var check = new RequestCheck();
        if (await RequestBody.ReadAsync(context, check, Read).ConfigureAwait(false) is not { } target)
        {
            await errors.WriteAsync(context, check.Error!).ConfigureAwait(false);
            return;
        }

        _target = target;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task EndAsync(HttpContext context)
    {
        var known = int.TryParse(AccessCheck.Part(context, "id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        var person = known ? list.Read(all => id >= 1 && id <= all.Count ? all[id - 1].Recipient : null) : null;
        if (person is null || _target is not { } target)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var (status, problem) = await TellAsync(target, person, context.RequestAborted).ConfigureAwait(false);
        if (problem is not null)
        {
            await errors.WriteAsync(context, MetaError.Request(problem)).ConfigureAwait(false);
            return;
        }

        await Answers.JsonAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("status"u8, status);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private async Task<(string? Status, string? Problem)> TellAsync(CallTarget target, string person, CancellationToken cancellationToken)
    {
        var callId = RandomNumberGenerator.GetHexString(CallIdLength);
        var body = JsonNode.Parse(target.Body.Replace(CallId, callId, StringComparison.Ordinal))!.AsObject();
        body["recipient"] = person;
        body["callId"] = callId;
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", target.Token);
        try
        {
            using var answer = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            return answer.IsSuccessStatusCode
                ? (text.Length == 0 ? "done" : JsonNode.Parse(text)?["status"]?.GetValue<string>() ?? "done", null)
                : (null, string.Create(CultureInfo.InvariantCulture, $"The app answered {(int)answer.StatusCode} to the end of the call."));
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or InvalidOperationException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (null, "The app does not answer to the end of the call.");
        }
    }
}
