using Hopfield.Course;

return await CourseCommand.InvokeAsync(args);
