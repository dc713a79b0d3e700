using Hopfield.Course.CommandLine;

return await CourseCommand.InvokeAsync(args);
