net * 1.2 + {{ function('base_fn') }}(1)
