// Leaving a field closes Wagtail's calendar only where leaving it may also replace what was typed (`validateOnBlur`).
document.addEventListener("focusout", ({ target }) => {
  const field = window.jQuery?.(target);
  if (field?.data("xdsoft_datetimepicker")) field.datetimepicker("hide");
});
