using Notify.Sample.Worker.Hosting;

return await SampleCommand.Create().RunAsync(args);
