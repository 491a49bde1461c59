using Microsoft.AspNetCore.Http;
using Notify.Emulators.Meta.Hosting;

namespace Notify.Emulators.Mtn;

/// <summary>Answers as MTN words them.</summary>
internal static class MtnAnswers
{
    public static Task AcceptedAsync(HttpContext context, string transactionId) => Answers.JsonAsync(context, json =>
    {
        json.WriteStartObject();
        json.WriteString("statusCode"u8, "0000"u8);
        json.WriteString("statusMessage"u8, "Successful"u8);
        json.WriteString("transactionId"u8, transactionId);
        json.WriteStartObject("data"u8);
        json.WriteString("status"u8, "PENDING"u8);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    public static Task ErrorAsync(HttpContext context, MtnError error)
    {
        context.Response.StatusCode = error.HttpStatus;
        return Answers.JsonAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("statusCode"u8, error.Code);
            json.WriteString("statusMessage"u8, error.Message);
            json.WriteString("transactionId"u8, Guid.NewGuid().ToString());
            json.WriteEndObject();
        });
    }
}
